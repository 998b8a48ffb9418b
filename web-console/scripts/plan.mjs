// The console's house plan: imports only go down, a folder is entered by its index.ts only, features do not know each other.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import ts from "typescript";

// from top to bottom; what stands on one floor does not import each other
const FLOORS = [
  ["main.tsx"],
  ["shell"],
  ["features"],
  ["steps"],
  ["session", "catalogue"],
  ["ui"],
  ["format"],
  ["i18n", "theme"],
  ["preferences"],
  ["api"],
];
const floorOf = new Map(FLOORS.flatMap((rooms, i) => rooms.map((room) => [room, FLOORS.length - i])));

const wrong = [];
for (const entry of readdirSync("src", { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || /\.d\.ts$/.test(entry.name)) continue;
  const from = place(file);
  const isTest = /\.test\.tsx?$/.test(file) || from.room === "test";
  if (!isTest && !floorOf.has(from.room)) wrong.push(`${file}: '${from.room}' has no floor in scripts/plan.mjs`);
  for (const { fileName: name } of ts.preProcessFile(readFileSync(file, "utf8")).importedFiles) {
    if (!name.startsWith(".")) continue;
    const to = place(resolve(file, name));
    if (to.house === from.house) continue;
    if (to.room === "test" && !isTest) wrong.push(`${file} imports ${name}: only tests import what is for tests`);
    if (to.inside && to.room !== "test") wrong.push(`${file} imports ${name}: the only door of ${to.house} is its index.ts`);
    if (isTest) continue;
    if ((floorOf.get(to.room) ?? 0) >= (floorOf.get(from.room) ?? 0)) wrong.push(`${file} imports ${name}: imports only go down`);
  }
}
if (wrong.length > 0) {
  console.error(wrong.join("\n"));
  process.exit(1);
}

// A file's floor room, its house (a room, or one feature), and whether it is behind the house's door.
function place(file) {
  const [room, second, ...rest] = relative("src", file).split("/");
  const house = room === "features" ? `features/${second}` : room;
  const below = room === "features" ? rest : second === undefined ? [] : [second, ...rest];
  return { room, house, inside: below.length > 0 && below.join("/") !== "index.ts" };
}

function resolve(file, name) {
  const bare = normalize(join(dirname(file), name));
  const found = [bare, `${bare}.ts`, `${bare}.tsx`, `${bare}.d.ts`, `${bare}/index.ts`].find(
    (path) => existsSync(path) && statSync(path).isFile(),
  );
  if (!found) throw new Error(`${file} imports ${name}, which is not there`);
  return found;
}
