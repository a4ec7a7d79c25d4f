import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ablationList, ablationNames } from "../../src/simulate/ablation-list.js";
import { ablationTable } from "../../src/simulate/ablation-table.js";
import type { PlayedName } from "../../src/simulate/policy-list.js";
import { type PolicyRun, runPolicy } from "../../src/simulate/policy-run.js";
import { readScenario, smallScenario } from "./small-scenario.js";

const scenario = smallScenario({ horizon_s: 1800 });
const other = smallScenario({ horizon_s: 1800, name: "other" });
const whole = runPolicy(scenario, "smart", 1, () => undefined);

function run(policy: PlayedName, value: number, p95Sec: number, lost: number[] = []): PolicyRun {
  const outages = lost.map((firstAttemptsLost) => ({
    name: "outage",
    firstAttemptsLost,
    rerouted: true,
    shareBefore: 1,
    shareOfAll: 1,
  }));
  return { ...whole, policy, value, timeToHandsetMsP95: 1000 * p95Sec, outages };
}

function rowsOf(table: string): string[][] {
  return table.split("\n").map((line) =>
    line
      .split("|")
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}

describe("the table of what each idea is worth", () => {
  it("tells what is lost without it: value, waiting, and sends lost to outages", () => {
    const runs = ablationNames.map((name) => run(name, 99, 20, [4]));
    const changed = runs.map((one) =>
      one.policy === "fixed waits" ? run("fixed waits", 97.5, 30, [4, 9]) : one,
    );
    const rows = rowsOf(
      ablationTable([scenario], [run("oracle", 100, 18), run("smart", 99, 20, [4]), ...changed]),
    );

    expect(rows[0]).toEqual(["without", "small", "mean", "p95 to the handset", "lost to outages"]);
    expect(rows[2]).toEqual(["nothing", "99.00 %", "99.00 %", "20.0 s", "4.0"]);
    const label = ablationList["fixed waits"].without;
    expect(rows.find(([name]) => name === label)).toEqual([
      label,
      "−1.50",
      "−1.50",
      "+50 %",
      "6.5",
    ]);
    expect(rows[3]?.slice(1)).toEqual(["–", "–", "–", "4.0"]);
  });

  it("is a mean over seeds and scenarios of the same luck", () => {
    const played = ["oracle", "smart", ...ablationNames] as const;
    const seeds = [1, 2].flatMap((seed) =>
      played.map((name) => ({ ...run(name, name === "no guard" ? 98 - seed : 98, 20), seed })),
    );
    const elsewhere = played.map((name) => ({ ...run(name, 50, 20), scenario: "other" }));
    const rows = rowsOf(ablationTable([scenario, other], [...seeds, ...elsewhere]));
    const label = ablationList["no guard"].without;

    expect(rows.find(([name]) => name === label)?.slice(1, 4)).toEqual(["−1.53", "–", "−1.02"]);
  });

  it("stands in the README as the command prints it", () => {
    const text = readFileSync(new URL("../../src/core/route/README.md", import.meta.url), "utf8");
    const [, table = ""] =
      /<!-- ablation table -->\n\n([^]*?)\n\n<!-- end of ablation table -->/.exec(text) ?? [];
    const [head, rule, ...rows] = rowsOf(table);
    const folder = new URL("../market/scenarios/", import.meta.url);
    const files = readdirSync(folder).map((file) => file.replace(".json", ""));
    const scenarios = files.map(readScenario);
    const printed = rowsOf(ablationTable(scenarios, []));

    expect(head).toEqual(printed[0]);
    expect(rule).toEqual(printed[1]);
    expect(rows.map(([label]) => label)).toEqual(printed.slice(2).map(([label]) => label));
    for (const cells of rows) {
      expect(cells).toHaveLength(printed[0]?.length ?? 0);
      for (const cell of cells.slice(1)) {
        expect(cell).toMatch(/^(–|[+−]?\d+(\.\d+)?( %| s)?)$/);
      }
    }
  });
});
