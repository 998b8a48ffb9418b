import { isObject } from "../api";
import { titleIn } from "../i18n";
import type { Language } from "../preferences";

/** One step of a chain as it is shown: running, or ended. */
export type StepItem = {
  key: string;
  step: string;
  iteration: string;
  type: string;
  state: "running" | "succeeded" | "recovered" | "skipped" | "failed";
  text: string;
  output?: unknown;
  problem?: StepProblem | undefined;
  usage?: StepUsage | undefined;
  startedAt?: string;
  finishedAt?: string;
};

export type StepProblem = { code: string; detail: string };

export type StepUsage = {
  modelCalls: number;
  inputTokens?: number | null;
  outputTokens?: number | null;
  cost?: { nano: number; currency: string } | null;
};

const STATES = ["succeeded", "recovered", "skipped", "failed"] as const;

export function stepState(word: unknown): StepItem["state"] {
  return STATES.find((each) => each === word) ?? "running";
}

export function stepKey(step: string, iteration: string): string {
  return iteration === "" ? step : `${step}#${iteration}`;
}

/** What the author of an app called its steps, in the reader's language. */
export function stepTitles(definition: unknown, language: Language): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  collect(isObject(definition) ? definition.spec : undefined, language, titles);
  return titles;
}

function collect(node: unknown, language: Language, into: Map<string, string>) {
  if (Array.isArray(node)) for (const each of node) collect(each, language, into);
  if (!isObject(node)) return;
  const title = titleIn(language, node.title);
  if (typeof node.id === "string" && title !== undefined) into.set(node.id, title);
  for (const nested of [node.steps, node.cases, node.else]) collect(nested, language, into);
}
