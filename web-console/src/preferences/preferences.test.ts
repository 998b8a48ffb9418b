import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

async function fresh(stored: string | null, languages: string[]) {
  vi.resetModules();
  if (stored === null) localStorage.clear();
  else localStorage.setItem("flotilla.preferences", stored);
  vi.stubGlobal("navigator", { languages });
  return (await import("./preferences")).preferences();
}

test("speaks Chinese to who asks for it, and English to who asks for that alone", async () => {
  expect((await fresh(null, ["zh-CN", "en"])).language).toBe("zh-CN");
  expect((await fresh(null, ["en-GB", "fr"])).language).toBe("en");
  expect((await fresh(null, ["fr"])).language).toBe("zh-CN");
});

test("keeps what was chosen and passes over what is no choice", async () => {
  expect(await fresh('{"language":"en","appearance":"dark","tenant":"demo"}', ["zh"])).toEqual({
    language: "en",
    appearance: "dark",
    tenant: "demo",
  });
  expect(await fresh('{"language":"xx","appearance":7,"tenant":[]}', ["zh"])).toEqual({
    language: "zh-CN",
    appearance: "system",
    tenant: undefined,
  });
  expect((await fresh("{broken", ["zh"])).language).toBe("zh-CN");
});
