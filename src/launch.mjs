#!/usr/bin/env -S node --max-semi-space-size=128 --v8-pool-size=1 --no-allocation-site-pretenuring --heap-growing-percent=100
// Plain JavaScript, because it runs before anything is built: builds `dist` when it is older than
// the sources, then runs the command line on the Node that npm installed with the other packages.
// `launch.mjs build` builds in any case and does nothing else. The young part of the heap has room
// for all that is under way: in less, what belongs to a send is copied twice under load, and put
// among the old. The collector has one helper: four, as V8 would have it, take both cores of a small
// machine from those who wait for a code. What is made is young however long it lived under load,
// and the old part may double before it is gone through, which V8 would do every two seconds while
// hardly anything ages.
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import module, { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, "dist");
const stamp = path.join(dist, ".built");
const page = path.join(root, "src", "dashboard");
const pageStamp = path.join(dist, ".dashboard-built");
const args = process.argv.slice(2);

if (args[0] === "build") {
  await locked(async () => {
    if (!(await builtPage(build))) {
      fail("The dashboard could not be built; see the messages above.");
    }
  });
} else {
  const needsPage = () => args[0] === "serve" && isPageStale();
  if (isStale() || needsPage()) {
    process.stderr.write("Building …\n");
    // Without the dashboard the server still serves everything else.
    await locked(() =>
      needsPage() ? builtPage(() => isStale() && build()) : isStale() && build(),
    );
  }
  await run();
}

/** Without the compiler (an image without development packages) what is there has to do. */
function isStale() {
  if (!existsSync(path.join(root, "node_modules", "typescript"))) {
    if (!existsSync(stamp)) {
      fail(`Sandi is not built and cannot build itself. Run npm ci in ${root} first.`);
    }
    return false;
  }
  if (!existsSync(stamp)) {
    return true;
  }
  const builtAt = statSync(stamp).mtimeMs;
  const inputs = ["tsconfig.json", "tsconfig.build.json", "package.json"].map((name) =>
    path.join(root, name),
  );
  return [...inputs, ...files(path.join(root, "src"), page)].some(
    (file) => statSync(file).mtimeMs > builtAt,
  );
}

function isPageStale() {
  if (!existsSync(path.join(root, "node_modules", "vite")) || !existsSync(page)) {
    return false;
  }
  if (!existsSync(pageStamp)) {
    return true;
  }
  const builtAt = statSync(pageStamp).mtimeMs;
  const manifest = path.join(root, "package.json");
  return [manifest, ...files(page)].some((file) => statSync(file).mtimeMs > builtAt);
}

/**
 * Builds the dashboard, if it is stale, while `meanwhile` runs. False = it could not be built.
 * @param {() => unknown} meanwhile
 * @returns {Promise<boolean>}
 */
async function builtPage(meanwhile) {
  if (!isPageStale()) {
    meanwhile();
    return true;
  }
  const startedAt = new Date();
  const vite = path.join(root, "node_modules", "vite", "bin", "vite.js");
  const config = path.join(page, "vite.config.ts");
  // Its own way to read the file leaves a folder in node_modules, see locked().
  const how = ["--config", config, "--configLoader", "native", "--logLevel", "warn"];
  const child = spawn(node(), [vite, "build", ...how], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  meanwhile();
  if ((await ended) !== 0) {
    return false;
  }
  writeFileSync(pageStamp, "");
  utimesSync(pageStamp, startedAt, startedAt);
  return true;
}

/**
 * Two starts at once must not write the same files: the second one waits.
 * @param {() => unknown} action
 */
async function locked(action) {
  // Not in node_modules: npx reads all packages anew, every time, once something was written there.
  const lock = path.join(dist, ".lock");
  while (!take(lock)) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  await action();
  process.off("exit", release);
  release();
}

/**
 * @param {string} lock
 * @returns {boolean}
 */
function take(lock) {
  try {
    mkdirSync(path.dirname(lock), { recursive: true });
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "EACCES" || code === "EROFS") {
      fail(
        `Sandi has to be built, and this account may not write to ${root}: run npm run build there.`,
      );
    }
    if (code !== "EEXIST") {
      throw error;
    }
  }
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
  } catch (error) {
    // Gone meanwhile, or left by a build that was killed.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM") {
      rmSync(lock, { force: true });
    }
  }
  return false;
}

function build() {
  rmSync(stamp, { force: true });
  const startedAt = new Date();
  const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const built = spawnSync(node(), [tsc, "-p", path.join(root, "tsconfig.build.json")], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (built.status !== 0) {
    fail("The build failed; see the messages above.");
  }
  // Scenarios and pages that the code reads beside itself.
  for (const file of files(path.join(root, "src"), page)) {
    if (!/\.(ts|mjs|md)$/.test(file)) {
      cpSync(file, path.join(dist, path.relative(path.join(root, "src"), file)));
    }
  }
  // Dated before the build: what changes meanwhile is built next time.
  writeFileSync(stamp, "");
  utimesSync(stamp, startedAt, startedAt);
}

/** @returns {Promise<void>} */
async function run() {
  if (Number(process.versions.node.split(".")[0]) < 24 && node() !== process.execPath) {
    return runOn(node());
  }
  endWithParent();
  // Halves the time that loading the code takes. Not in the system's folder for such files, where
  // others might write; Node 20 has no such thing.
  module.enableCompileCache?.(path.join(dist, ".cache"));
  const entry = path.join(dist, "cli.js");
  process.argv = [process.argv[0] ?? "node", entry, ...args];
  await import(pathToFileURL(entry).href);
}

/**
 * The same again on a newer Node.
 * @param {string} execPath
 */
function runOn(execPath) {
  const flags = [
    "--max-semi-space-size=128",
    "--v8-pool-size=1",
    "--no-allocation-site-pretenuring",
    "--heap-growing-percent=100",
  ];
  const child = spawn(execPath, [...flags, fileURLToPath(import.meta.url), ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // A terminal sends Ctrl-C to both; the child takes the two for one.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
}

/** A launcher that is killed takes the server with it. */
function endWithParent() {
  if (process.channel) {
    process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
    process.channel.unref();
  }
}

/** The packaged Node, else the one that runs this. */
function node() {
  try {
    const manifest = createRequire(import.meta.url).resolve("node/package.json");
    const packaged = path.join(path.dirname(manifest), "bin", "node");
    return existsSync(packaged) ? packaged : process.execPath;
  } catch {
    return process.execPath;
  }
}

/**
 * @param {string} folder
 * @param {string} [but] a folder that is left out
 * @returns {string[]}
 */
function files(folder, but) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (file === but) {
      return [];
    }
    return entry.isDirectory() ? files(file, but) : [file];
  });
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
