// What Maven runs: installs what the lock file names and builds the console into target/console, each only if something changed since.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `The web console needs Node.js 20.19 or newer to be built; this is ${process.version}. To build without it: -Dconsole.skip=true`,
  );
  process.exit(1);
}

const lock = hashOf(["package-lock.json", ".npmrc"]);
once("node_modules/.flotilla-lock", lock, () => npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
once(
  "target/console.built",
  `${lock} ${hashOf(["index.html", "vite.config.ts", "package.json", ...sources("src"), ...sources("public")])}`,
  () => npm("run", "--silent", "bundle"),
);

function once(stamp, hash, act) {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  act();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function npm(...words) {
  const ended = spawnSync("npm", words, { stdio: "inherit" });
  if (ended.status !== 0) process.exit(ended.status ?? 1);
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.d\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
