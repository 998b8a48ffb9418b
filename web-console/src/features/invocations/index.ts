export { InvocationPage } from "./InvocationPage";
export { InvocationsPage } from "./InvocationsPage";
