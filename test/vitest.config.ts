import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);

/** Whole processes of the compiled program: run by themselves, by `npm run test:smoke`. */
const smoke = ["test/smoke/**/*.test.ts"];

/** Files that neither fake a clock nor touch a socket: they may share what they have loaded. */
const pure = ["test/core/**/*.test.ts", "test/market/**/*.test.ts", "test/simulate/**/*.test.ts"];

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  resolve: {
    // Two copies of graphql load otherwise: vite picks index.mjs, Node picks index.js.
    alias: [{ find: /^graphql$/, replacement: require.resolve("graphql") }],
  },
  test: {
    setupFiles: ["test/support/failures.ts"],
    pool: "forks",
    maxWorkers: 3,
    testTimeout: 45_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "pure", include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: "whole",
          include: ["test/**/*.test.ts"],
          exclude: [...pure, ...smoke, "**/node_modules/**"],
          globalSetup: ["test/support/global-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "smoke",
          include: smoke,
          globalSetup: ["test/support/global-setup.ts"],
        },
      },
    ],
  },
});
