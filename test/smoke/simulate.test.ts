import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import type { RunResult } from "../../src/simulate/run-result.js";
import { smallScenario } from "../simulate/small-scenario.js";
import { root } from "../support/source-files.js";

it("simulates the same in one thread and in several", { timeout: 180_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sandi-simulate-"));
  try {
    const scenario = path.join(folder, "scenario.json");
    writeFileSync(scenario, JSON.stringify(smallScenario({ horizon_s: 3600 })));
    const [one, three] = ["1", "3"].map((workers) => {
      const json = path.join(folder, `${workers}.json`);
      const options = ["--policies", "static,smart,oracle", "--seeds", "1-2", "--json", json];
      const words = ["simulate", scenario, ...options, "--workers", workers];
      const program = path.join(root, "src", "launch.mjs");
      const { status, stderr } = spawnSync(process.execPath, [program, ...words], {
        cwd: "/",
        env: { PATH: process.env.PATH },
        encoding: "utf8",
      });
      expect({ status, stderr }).toMatchObject({ status: 0 });
      return timeless(JSON.parse(readFileSync(json, "utf8")) as RunResult[]);
    });

    expect(one).toHaveLength(6);
    expect(three).toEqual(one);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function timeless(runs: readonly RunResult[]) {
  return runs.map((run) => ({ ...run, decisionMicrosMean: 0, decisionMicrosP99: 0 }));
}
