import type { components } from "./schema";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Role = Schemas["Role"];
export type App = Schemas["App"];
export type Release = Schemas["Release"];
export type Invocation = Schemas["Invocation"];
export type InvocationState = Schemas["InvocationState"];
export type InvocationStep = Schemas["InvocationStep"];
export type Usage = Schemas["Usage"];
export type UsageRow = Schemas["UsageRow"];
export type UsageSums = Schemas["UsageSums"];
export type Member = Schemas["Member"];
export type Invitation = Schemas["Invitation"];
export type ApiKey = Schemas["ApiKey"];
export type CreatedApiKey = Schemas["CreatedApiKey"];
export type Model = Schemas["Model"];
export type ModelRequest = Schemas["ModelRequest"];
export type Price = Schemas["Price"];
export type Provider = Schemas["Provider"];
export type AuditEvent = Schemas["AuditEvent"];
