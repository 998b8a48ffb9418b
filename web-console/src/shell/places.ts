import type { InvocationState } from "../api";

/** What an address says beyond its path. Whatever is no such thing is left out, so that an old link still opens. */
type Search = Record<string, unknown>;

export const APP_TABS = ["try", "versions", "releases", "definition"] as const;

export function appTab(search: Search): { tab?: (typeof APP_TABS)[number] } {
  return only("tab", oneOf(APP_TABS, search.tab));
}

export const MODEL_TABS = ["models", "providers"] as const;

export function modelTab(search: Search): { tab?: (typeof MODEL_TABS)[number] } {
  return only("tab", oneOf(MODEL_TABS, search.tab));
}

const STATES = [
  "queued",
  "running",
  "waiting",
  "succeeded",
  "failed",
  "cancelled",
  "expired",
] as const satisfies readonly InvocationState[];

export function invocationFilters(search: Search): { app?: string; state?: InvocationState } {
  return { ...only("app", text(search.app)), ...only("state", oneOf(STATES, search.state)) };
}

const SPANS = ["today", "7d", "30d", "month", "custom"] as const;
const GROUPINGS = ["scenario", "app", "model", "provider", "key", "environment"] as const;
const MEASURES = ["calls", "cost", "tokens", "errors"] as const;

export function usageView(search: Search): {
  span?: (typeof SPANS)[number];
  from?: string;
  to?: string;
  by?: (typeof GROUPINGS)[number];
  measure?: (typeof MEASURES)[number];
} {
  return {
    ...only("span", oneOf(SPANS, search.span)),
    ...only("from", text(search.from)),
    ...only("to", text(search.to)),
    ...only("by", oneOf(GROUPINGS, search.by)),
    ...only("measure", oneOf(MEASURES, search.measure)),
  };
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((each) => each === value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function only<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const found: { [P in K]?: V } = {};
  if (value !== undefined) found[key] = value;
  return found;
}
