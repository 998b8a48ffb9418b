import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import * as samples from "./samples";

/** The platform at the other end of the wire: one tenant with a little of everything. */
export const platform = setupServer(
  http.get("*/v1/me", () => HttpResponse.json(samples.owner)),
  http.get("*/v1/usage", ({ request }) => HttpResponse.json(usageFor(new URL(request.url).searchParams))),
  http.get("*/v1/industries", () => HttpResponse.json({ items: [samples.industry] })),
  http.get("*/v1/scenarios/:scenario", ({ params }) =>
    params.scenario === samples.scenario.code ? HttpResponse.json(samples.scenario) : refused(404, "not-found", "No such scenario."),
  ),
  http.get("*/v1/apps", () => HttpResponse.json({ items: [samples.app] })),
  http.get("*/v1/apps/:app", () => HttpResponse.json(samples.app)),
  http.get("*/v1/apps/:app/versions", () =>
    HttpResponse.json({ items: [samples.app, { ...samples.app, version: 1, hash: "11aa22bb33cc44dd" }] }),
  ),
  http.get("*/v1/apps/:app/versions/:version", () => HttpResponse.json(samples.app)),
  http.get("*/v1/apps/:app/versions/:version/definition", () => HttpResponse.text("kind: App\n")),
  http.get("*/v1/apps/:app/releases", () => HttpResponse.json({ items: [samples.liveRelease, samples.pastRelease] })),
  http.get("*/v1/invocations", () => HttpResponse.json({ items: [samples.invocation] })),
  http.get("*/v1/invocations/:id", () => HttpResponse.json(samples.invocation)),
  http.get("*/v1/invocations/:id/steps", () => HttpResponse.json({ items: samples.steps })),
  http.get("*/v1/members", () => HttpResponse.json({ items: [samples.member] })),
  http.get("*/v1/invitations", () => HttpResponse.json({ items: [samples.invitation] })),
  http.get("*/v1/api-keys", () => HttpResponse.json({ items: [samples.apiKey] })),
  http.get("*/v1/providers", () => HttpResponse.json({ items: [samples.provider] })),
  http.get("*/v1/models", () => HttpResponse.json({ items: [samples.model] })),
  http.get("*/v1/models/:model/prices", () => HttpResponse.json({ items: [samples.model.price] })),
  http.get("*/v1/audit", () => HttpResponse.json({ items: [samples.auditEvent] })),
  http.get("*/v1/audit/check", () => HttpResponse.json({ holds: true, events: 1 })),
);

/** A refusal as the platform writes it. */
export function refused(status: number, code: string, detail: string, errors: object[] = []) {
  return HttpResponse.json(
    { type: "about:blank", title: code, status, detail, code, retryable: false, traceId: "trace-1", errors },
    { status },
  );
}

function usageFor(query: URLSearchParams) {
  const groupBy = query
    .getAll("groupBy")
    .join()
    .split(",")
    .filter((each) => each !== "");
  const group: Record<string, string> = {
    industry: "finance",
    scenario: "finance.banking.complaint-reply",
    app: "complaint-desk",
    model: "builtin-reader",
  };
  const other: Record<string, string> = {
    industry: "finance",
    scenario: "finance.insurance.claim-triage",
    app: "claim-triage",
    model: "qwen-plus",
  };
  const cut = (of: Record<string, string>) => Object.fromEntries(groupBy.map((each) => [each, of[each] ?? each]));
  const rows =
    groupBy.length === 0 || groupBy.join() === "industry"
      ? [samples.usageRow(cut(group), 50)]
      : [samples.usageRow(cut(group), 30), samples.usageRow(cut(other), 20)];
  return samples.usage(rows, groupBy);
}
