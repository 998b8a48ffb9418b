import { call, isObject, problemOf, type Violation } from "../../api";

/** What came of a check. */
export type Verdict = { valid: boolean; violations: Violation[]; warnings: Violation[] };

/** Asks the platform what is wrong with a document; nothing is stored. */
export async function check(app: string, text: string): Promise<Verdict> {
  const verdict = await put(`/v1/apps/${encodeURIComponent(app)}?check`, text);
  return { valid: verdict.valid === true, violations: violations(verdict.violations), warnings: violations(verdict.warnings) };
}

/** Publishes a document and tells the number of the version that it is. */
export async function publish(app: string, text: string): Promise<number> {
  const { version } = await put(`/v1/apps/${encodeURIComponent(app)}`, text);
  if (typeof version !== "number") throw new Error("the platform told no version");
  return version;
}

async function put(path: string, text: string): Promise<Record<string, unknown>> {
  const response = await call(path, { method: "PUT", headers: { "Content-Type": "application/yaml" }, body: text });
  const body: unknown = await response.json();
  return isObject(body) ? body : {};
}

function violations(list: unknown): Violation[] {
  return problemOf({ code: "", errors: list }).errors;
}
