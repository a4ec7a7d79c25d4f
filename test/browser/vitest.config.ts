import { defineConfig } from "vitest/config";

const world = "test/browser/one-world.ts";

export default defineConfig({
  root: new URL("../..", import.meta.url).pathname,
  test: {
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    // Each test goes on where the one before it has come to.
    bail: 1,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    projects: [
      {
        extends: true,
        test: { name: "browser", include: ["test/browser/*.e2e.ts"], globalSetup: [world] },
      },
      { extends: true, test: { name: "screenshots", include: ["test/browser/screenshots.ts"] } },
      { extends: true, test: { name: "speed", include: ["test/browser/*-speed.ts"] } },
    ],
  },
});
