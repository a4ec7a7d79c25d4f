import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("../..", import.meta.url).pathname,
  test: {
    include: ["test/browser/*.e2e.ts"],
    pool: "forks",
    maxWorkers: 1,
    // Each test goes on where the one before it has come to.
    bail: 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
