import type { Language } from "../preferences";

/** The words of a title by language (`{zh, en}`) that a reader of this language wants; else whatever there is. */
export function titleIn(language: Language, title: unknown): string | undefined {
  if (typeof title === "string") return title;
  if (typeof title !== "object" || title === null) return undefined;
  const words = new Map(Object.entries(title));
  const wanted = language === "en" ? ["en", "zh"] : ["zh", "en"];
  return [...wanted.map((each) => words.get(each)), ...words.values()].find((each) => typeof each === "string");
}
