import type { InvocationState } from "../../api";

export const STATES: readonly InvocationState[] = ["queued", "running", "waiting", "succeeded", "failed", "cancelled", "expired"];

/** Whether nothing more will happen to it. */
export function hasEnded(state: InvocationState): boolean {
  return state === "succeeded" || state === "failed" || state === "cancelled" || state === "expired";
}
