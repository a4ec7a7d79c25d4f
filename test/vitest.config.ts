import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  resolve: {
    // Two copies of graphql load otherwise: vite picks index.mjs, Node picks index.js.
    alias: [{ find: /^graphql$/, replacement: require.resolve("graphql") }],
  },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    setupFiles: ["test/support/failures.ts"],
    pool: "forks",
    maxWorkers: 3,
    testTimeout: 45_000,
    hookTimeout: 120_000,
  },
});
