import { type InvocationState, isObject, type ServerEvent } from "../../api";
import { type StepItem, type StepProblem, stepKey, stepState } from "../../steps";

/** A run as far as the stream has told. */
export type Run = {
  phase: "queued" | "running" | "ended";
  id?: string;
  steps: StepItem[];
  state?: InvocationState;
  output?: unknown;
  problem?: StepProblem;
  usage?: Record<string, unknown>;
  timing?: Record<string, unknown>;
};

export const BEGUN: Run = { phase: "queued", steps: [] };

/** The run after one more event. */
export function next(run: Run, { name, data }: ServerEvent, now: string): Run {
  switch (name) {
    case "invocation.queued":
      return { ...run, id: word(data.id) };
    case "invocation.started":
      return { ...run, phase: "running" };
    case "step.started":
      return withStep(run, data, (step) => ({ ...step, type: word(data.type), state: "running", text: "", startedAt: now }));
    case "step.delta":
      return withStep(run, data, (step) => ({ ...step, text: step.text + word(data.text) }));
    case "step.retrying":
      return withStep(run, data, (step) => ({ ...step, text: "" }));
    case "step.finished":
      return withStep(run, data, (step) => ended(step, data, now));
    case "invocation.finished":
      return {
        ...run,
        phase: "ended",
        ...(run.id === undefined ? { id: word(data.id) } : {}),
        ...finished(data),
      };
    default:
      return run;
  }
}

function ended(step: StepItem, data: Record<string, unknown>, now: string): StepItem {
  const problem = problemIn(data.problem);
  return {
    ...step,
    type: word(data.type) || step.type,
    state: stepState(data.state),
    output: data.output,
    ...(problem ? { problem } : {}),
    ...(isObject(data.usage) ? { usage: usageIn(data.usage) } : {}),
    ...(step.startedAt ? { finishedAt: now } : {}),
  };
}

function finished(data: Record<string, unknown>): Partial<Run> {
  const problem = problemIn(data.problem);
  return {
    state: endState(data.state),
    output: data.output,
    ...(problem ? { problem } : {}),
    ...(isObject(data.usage) ? { usage: data.usage } : {}),
    ...(isObject(data.timing) ? { timing: data.timing } : {}),
  };
}

function withStep(run: Run, data: Record<string, unknown>, change: (step: StepItem) => StepItem): Run {
  const step = word(data.step);
  const iteration = word(data.iteration);
  const key = stepKey(step, iteration);
  const known = run.steps.some((each) => each.key === key);
  const steps = known ? run.steps : [...run.steps, { key, step, iteration, type: "", state: "running" as const, text: "" }];
  return { ...run, phase: "running", steps: steps.map((each) => (each.key === key ? change(each) : each)) };
}

function usageIn(usage: Record<string, unknown>) {
  return { modelCalls: number(usage.modelCalls) ?? 0, inputTokens: number(usage.inputTokens), outputTokens: number(usage.outputTokens) };
}

function problemIn(value: unknown): StepProblem | undefined {
  if (!isObject(value)) return undefined;
  return { code: word(value.code), detail: word(value.detail) };
}

const END_STATES = ["succeeded", "failed", "cancelled", "expired"] as const;

function endState(value: unknown): InvocationState {
  return END_STATES.find((each) => each === value) ?? "failed";
}

export function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function word(value: unknown): string {
  return typeof value === "string" ? value : "";
}
