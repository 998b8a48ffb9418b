import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const BUILT = "target/console";
const MOST_BYTES = 350_000;

test("loads at most 350 kB, compressed, until home is on the screen", () => {
  expect(existsSync(BUILT), "build it first: node scripts/build.mjs").toBe(true);
  const page = readFileSync(join(BUILT, "index.html"), "utf8");
  const assets = readdirSync(join(BUILT, "assets"));
  const home = assets.filter((name) => /^home-.*\.(js|css)$/.test(name));
  expect(home.some((name) => name.endsWith(".js"))).toBe(true);

  const loaded = new Set<string>();
  for (const name of [...referred(page), ...home]) load(name, loaded);
  const sizes = [...loaded].map((name) => [name, compressed(readFileSync(join(BUILT, "assets", name)))] as const);
  const total = compressed(Buffer.from(page)) + sizes.reduce((sum, [, bytes]) => sum + bytes, 0);

  expect(total, sizes.map(([name, bytes]) => `${bytes} ${name}`).join("\n")).toBeLessThanOrEqual(MOST_BYTES);
  expect([...loaded].filter((name) => /chart|date-picker/i.test(name))).toEqual([]);
});

/** A file and what it imports at once; what it imports when a page asks for it is left out. */
function load(name: string, loaded: Set<string>) {
  if (loaded.has(name)) return;
  loaded.add(name);
  if (!name.endsWith(".js")) return;
  const text = readFileSync(join(BUILT, "assets", name), "utf8");
  for (const [, imported] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) if (imported) load(imported, loaded);
}

function referred(page: string): string[] {
  return [...page.matchAll(/\/console\/assets\/([\w.-]+)/g)].flatMap(([, name]) => (name ? [name] : []));
}

function compressed(bytes: Buffer): number {
  return gzipSync(bytes).length;
}
