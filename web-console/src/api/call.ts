import { callHeaders, heed } from "./client";
import { ProblemError, problemOf } from "./problem";

/** A call whose body or answer is no JSON, so that the typed client does not fit. Throws what it was refused with. */
export async function call(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
  const response = await fetch(path, { ...init, headers: { ...callHeaders(), ...init.headers }, credentials: "same-origin" });
  heed(response);
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  throw new ProblemError(problemOf(body));
}
