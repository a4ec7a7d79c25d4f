import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);

/** Whole processes of the compiled program: run by themselves, by `npm run test:smoke`. */
const smoke = ["test/smoke/**/*.test.ts"];

/**
 * Files that start processes, whole servers or walks, which may go on after a test, or draw by a
 * count of their own: each has a process of its own.
 */
const apart = [
  "test/cli/**/*.test.ts",
  "test/e2e/**/*.test.ts",
  "test/faults/**/*.test.ts",
  "test/flow/**/*.test.ts",
  "test/sandbox/**/*.test.ts",
  "test/store/embedded-postgres.db.test.ts",
  "test/app-learner.test.ts",
];

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
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
      {
        extends: true,
        test: {
          // Loading takes longer than most of these tests: they share what they have loaded.
          name: "shared",
          isolate: false,
          include: ["test/**/*.test.ts"],
          exclude: [...apart, ...smoke, "**/node_modules/**"],
        },
      },
      { extends: true, test: { name: "smoke", include: smoke } },
    ],
  },
});
