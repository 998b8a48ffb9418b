import { useMemo } from "react";
import { usePreferences } from "../preferences";
import { type Format, formatIn } from "./format";

/** The formatter of the language that the reader chose. */
export function useFormat(): Format {
  const { language } = usePreferences();
  return useMemo(() => formatIn(language), [language]);
}
