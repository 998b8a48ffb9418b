import { expect, test } from "vitest";
import en from "./en.json";
import zhCN from "./zh-CN.json";

function entries(catalogue: object, path = ""): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : entries(value, `${path}${key}.`),
  );
}

const names = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]).sort();

test("says the same things in both languages, with the same values in them", () => {
  const chinese = new Map(entries(zhCN));
  const english = new Map(entries(en));

  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  for (const [key, text] of chinese) expect(names(english.get(key) ?? ""), key).toEqual(names(text));
});

test("leaves nothing empty and no English in the Chinese catalogue", () => {
  const plainWords = /^(CSV|Token|API|OpenAI|vLLM|Ollama|JSON|flotilla|push|metadata|name|https?|api|example|com|v|CNY)$/;
  for (const [key, text] of entries(zhCN)) {
    expect(text.trim(), key).not.toBe("");
    const words = text.replaceAll(/\{\{.*?\}\}/g, " ").match(/[A-Za-z]+/g) ?? [];
    expect(
      words.filter((word) => !plainWords.test(word)),
      key,
    ).toEqual([]);
  }
});
