import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);

const root = new URL("..", import.meta.url).pathname;
const files = globSync("test/**/*.test.ts", { cwd: root });

/** Whole processes of the compiled program: run by themselves, by `npm run test:smoke`. */
const smoke = files.filter((file) => file.startsWith("test/smoke/"));

/**
 * Files that neither start anything nor fake the clock: they share a process and what it has
 * loaded. A clock that was faked once stops undici's for good.
 */
const folders = /^test\/(core|dashboard|market|simulate|vendors\/(?!smpp|smtp)[^/]+)\//;
const shared = files.filter(
  (file) =>
    folders.test(file) &&
    !/useFakeTimers|Server|HttpClient/.test(readFileSync(path.join(root, file), "utf8")),
);
const apart = files.filter((file) => !shared.includes(file) && !smoke.includes(file));

export default defineConfig({
  root,
  resolve: {
    // Two copies of graphql load otherwise: vite picks index.mjs, Node picks index.js.
    alias: [{ find: /^graphql$/, replacement: require.resolve("graphql") }],
  },
  test: {
    globalSetup: ["test/support/global-setup.ts"],
    setupFiles: ["test/support/failures.ts"],
    pool: "forks",
    maxWorkers: 3,
    testTimeout: 45_000,
    hookTimeout: 120_000,
    projects: [
      // By name the first to run: it has the longest files, and a run should end with short ones.
      { extends: true, test: { name: "apart", include: apart } },
      // Loading takes longer than most of these tests.
      { extends: true, test: { name: "shared", include: shared, isolate: false } },
      { extends: true, test: { name: "smoke", include: smoke } },
    ],
  },
});
