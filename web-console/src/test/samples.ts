import type { ApiKey, App, AuditEvent, InvocationStep, Me, Member, Model, Provider, Release, UsageRow } from "../api";

/** What the platform answers in tests. */
export const owner: Me = {
  kind: "member",
  id: "5a1e",
  email: "dora@demo.example",
  name: "Dora Demo",
  tenant: "demo",
  role: "owner",
  operator: false,
  permissions: [
    "self:read",
    "members:read",
    "members:write",
    "api-keys:read",
    "api-keys:write",
    "models:read",
    "models:write",
    "apps:read",
    "apps:write",
    "releases:write",
    "invocations:run",
    "invocations:read",
    "usage:read",
    "audit:read",
  ],
  tenants: [{ tenant: "demo", title: "港苇银行", role: "owner" }],
};

export const viewer: Me = {
  ...owner,
  role: "viewer",
  permissions: ["self:read", "models:read", "apps:read", "invocations:read", "usage:read"],
  tenants: [{ tenant: "demo", title: "港苇银行", role: "viewer" }],
};

export const app: App = {
  id: "00000000-0000-0000-0000-0000000000a1",
  name: "complaint-desk",
  title: { zh: "投诉受理台", en: "Complaint desk" },
  scenario: "finance.banking.complaint-reply",
  version: 2,
  hash: "9f2c4e7711aa0b1c2d3e",
  labels: {},
  versionLabels: {},
  models: ["builtin-reader"],
  connectors: ["bank-database"],
  createdBy: "dora@demo.example",
  createdAt: "2026-11-24T02:00:00Z",
  definition: {
    spec: {
      inputs: {
        type: "object",
        required: ["text"],
        examples: [{ text: "我的卡被盗刷了", language: "zh" }],
        properties: {
          text: { type: "string", maxLength: 4000, description: "投诉原文" },
          language: { enum: ["zh", "en"] },
          urgent: { type: "boolean" },
          limit: { type: "integer" },
          tags: { type: "array" },
        },
      },
      steps: [
        { id: "sort", title: { zh: "判断类别", en: "Sort the complaint" }, type: "prompt" },
        { id: "letter", type: "branch", cases: [{ steps: [{ id: "draft", title: { zh: "起草答复", en: "Draft" }, type: "prompt" }] }] },
      ],
    },
  },
};

export const liveRelease: Release = {
  id: "00000000-0000-0000-0000-0000000000b2",
  environment: "production",
  number: 2,
  version: 2,
  live: true,
  previous: "00000000-0000-0000-0000-0000000000b1",
  createdBy: "dora@demo.example",
  createdAt: "2026-11-24T03:00:00Z",
};

export const pastRelease: Release = {
  id: "00000000-0000-0000-0000-0000000000b1",
  environment: "production",
  number: 1,
  version: 1,
  live: false,
  createdBy: "dora@demo.example",
  createdAt: "2026-11-23T03:00:00Z",
};

export const invocation = {
  id: "019ab000-0000-7000-8000-000000000001",
  app: "complaint-desk",
  version: 2,
  release: liveRelease.id,
  environment: "production",
  scenario: "finance.banking.complaint-reply",
  state: "succeeded",
  attempt: 1,
  inputs: { text: "我的卡被盗刷了" },
  output: { label: "card-charge", reply: "尊敬的客户：您好！" },
  usage: { modelCalls: 2, connectorCalls: 1, inputTokens: 1200, outputTokens: 340, cost: { nano: 12_600_000, currency: "CNY" } },
  timing: {
    queuedMillis: 12,
    runningMillis: 1_800,
    modelMillis: 1_500,
    connectorMillis: 20,
    firstTokenMillis: 300,
    overheadMillis: 292,
    totalMillis: 1_812,
  },
  createdAt: "2026-11-25T00:30:00Z",
  deadline: "2026-11-25T00:31:00Z",
  problem: null,
  metadata: null,
  payloadRemovedAt: null,
  startedAt: "2026-11-25T00:30:00.012Z",
  finishedAt: "2026-11-25T00:30:01.812Z",
};

export const steps: InvocationStep[] = [
  {
    step: "sort",
    iteration: "",
    attempt: 1,
    type: "prompt",
    state: "succeeded",
    output: { json: { label: "card-charge" } },
    problem: null,
    usage: { modelCalls: 1, connectorCalls: 0, inputTokens: 700, outputTokens: 12, cost: { nano: 4_000_000, currency: "CNY" } },
    startedAt: "2026-11-25T00:30:00.020Z",
    finishedAt: "2026-11-25T00:30:00.820Z",
  },
  {
    step: "draft",
    iteration: "",
    attempt: 1,
    type: "prompt",
    state: "succeeded",
    output: { text: "尊敬的客户：您好！" },
    problem: null,
    usage: { modelCalls: 1, connectorCalls: 0, inputTokens: 500, outputTokens: 328, cost: { nano: 8_600_000, currency: "CNY" } },
    startedAt: "2026-11-25T00:30:00.830Z",
    finishedAt: "2026-11-25T00:30:01.800Z",
  },
];

export function usageRow(group: Record<string, string>, calls: number, start = "2026-11-24T16:00:00Z"): UsageRow {
  return {
    start,
    group,
    calls,
    errors: 1,
    inputTokens: calls * 100,
    cachedInputTokens: null,
    outputTokens: calls * 10,
    reasoningTokens: null,
    images: null,
    audioMillis: null,
    cost: { nano: calls * 1_000_000, currency: "CNY" },
    costs: [{ nano: calls * 1_000_000, currency: "CNY" }],
    unpricedCalls: 0,
  };
}

export function usage(rows: UsageRow[], groupBy: string[]) {
  const sum = (of: (row: UsageRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const nano = sum((row) => row.cost?.nano ?? 0);
  return {
    from: "2026-11-24T16:00:00Z",
    to: "2026-11-25T16:00:00Z",
    window: null,
    groupBy,
    names: {},
    previous: null,
    rows,
    total: {
      calls: sum((row) => row.calls),
      errors: sum((row) => row.errors),
      inputTokens: sum((row) => row.inputTokens ?? 0),
      cachedInputTokens: null,
      outputTokens: sum((row) => row.outputTokens ?? 0),
      reasoningTokens: null,
      images: null,
      audioMillis: null,
      cost: { nano, currency: "CNY" },
      costs: rows.length === 0 ? [] : [{ nano, currency: "CNY" }],
      unpricedCalls: 0,
    },
  };
}

export const member: Member = {
  id: "00000000-0000-0000-0000-0000000000c1",
  email: "lin@demo.example",
  role: "builder",
  createdAt: "2026-11-20T02:00:00Z",
};

export const invitation = {
  id: "00000000-0000-0000-0000-0000000000c2",
  email: "zhao@demo.example",
  role: "viewer",
  invitedBy: "dora@demo.example",
  createdAt: "2026-11-20T02:00:00Z",
  expiresAt: "2026-12-04T02:00:00Z",
  expired: false,
};

export const apiKey: ApiKey = {
  id: "00000000-0000-0000-0000-0000000000d1",
  name: "billing job",
  prefix: "flo_ab12",
  scopes: ["usage:read"],
  createdBy: "dora@demo.example",
  createdAt: "2026-11-20T02:00:00Z",
};

export const provider: Provider = {
  id: "00000000-0000-0000-0000-0000000000e1",
  name: "sandbox",
  kind: "openai",
  baseUrl: "http://127.0.0.1:9000/v1",
  hasApiKey: true,
  createdAt: "2026-11-20T02:00:00Z",
  updatedAt: "2026-11-20T02:00:00Z",
};

export const model: Model = {
  id: "00000000-0000-0000-0000-0000000000f1",
  name: "builtin-reader",
  origin: "tenant",
  regions: [],
  lifeCycle: { stage: "main" },
  provider: "sandbox",
  upstreamName: "reader-1",
  kind: "chat",
  contextLength: 8192,
  labels: {},
  price: {
    id: "00000000-0000-0000-0000-0000000000f2",
    version: 1,
    validFrom: "2026-11-20T02:00:00Z",
    currency: "CNY",
    inputPerMillion: "0.8",
    cachedInputPerMillion: "0.8",
    outputPerMillion: "2",
    perRequest: "0",
  },
  createdAt: "2026-11-20T02:00:00Z",
  updatedAt: "2026-11-20T02:00:00Z",
};

export const auditEvent: AuditEvent = {
  sequence: 1,
  at: "2026-11-20T02:00:00Z",
  actor: "dora@demo.example",
  action: "app.published",
  target: "complaint-desk",
  details: { version: "2" },
  hash: "ab".repeat(32),
};

export const industry = { code: "finance", name: { zh: "金融", en: "Finance" }, scenarios: 84, domains: [] };

export const scenario = { code: "finance.banking.complaint-reply", name: { zh: "客户投诉答复", en: "Complaint reply" } };
