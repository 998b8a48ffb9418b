import { useSyncExternalStore } from "react";

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const APPEARANCES = ["light", "dark", "system"] as const;
export type Appearance = (typeof APPEARANCES)[number];

/** What a person chose on this device. Nothing secret is kept here. */
export type Preferences = { language: Language; appearance: Appearance; tenant: string | undefined };

const KEY = "flotilla.preferences";
const listeners = new Set<() => void>();
let current = read();

export function preferences(): Preferences {
  return current;
}

export function prefer(change: Partial<Preferences>) {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): Preferences {
  const stored = parsed(localStorage.getItem(KEY));
  return {
    language: LANGUAGES.find((each) => each === stored.language) ?? spoken(),
    appearance: APPEARANCES.find((each) => each === stored.appearance) ?? "system",
    tenant: typeof stored.tenant === "string" ? stored.tenant : undefined,
  };
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Chinese, unless the browser asks for English and for no Chinese at all. */
function spoken(): Language {
  const asks = (language: string) => navigator.languages.some((each) => each.toLowerCase().startsWith(language));
  return asks("en") && !asks("zh") ? "en" : "zh-CN";
}
