import { describe, expect, it } from "vitest";
import type { Figure, Goal } from "../../src/simulate/figure.js";
import { figureList } from "../../src/simulate/figure-list.js";
import { goalTable, scenarioTable } from "../../src/simulate/figure-table.js";
import { judge, seedValues, summarize } from "../../src/simulate/figure-values.js";
import type { PolicyName } from "../../src/simulate/policy-list.js";
import type { PolicyRun } from "../../src/simulate/policy-run.js";
import { runResult } from "../../src/simulate/run-result.js";
import { readScenario } from "./small-scenario.js";

const calm = readScenario("calm");
const budget = readScenario("budget");
const outage = readScenario("outage");

function runOf(policy: PolicyName, changes: Partial<PolicyRun> = {}): PolicyRun {
  return {
    scenario: "calm",
    policy,
    seed: 1,
    requested: 1000,
    verified: 800,
    activation: 0.8,
    spend: 40,
    costPerVerified: 0.05,
    value: 280,
    timeToHandsetMsP50: 4000,
    timeToHandsetMsP95: 20_000,
    codeWithin30s: 0.97,
    failoverMsP50: 9000,
    failoverMsP95: 30_000,
    duplicatesPerSend: 0.08,
    wastedSpendShare: 0.15,
    attackRefused: null,
    genuineRefused: 0,
    overspend: null,
    isBudgetBinding: false,
    decisionMicrosMean: 50,
    decisionMicrosP99: 200,
    outages: [],
    vendors: ["a"],
    vendorSpans: [[1]],
    ...changes,
  };
}

const named = (name: string): Figure => {
  const figure = figureList.find((one) => one.name === name);
  if (figure === undefined) {
    throw new Error(`no figure ${name}`);
  }
  return figure;
};

function read(name: string, runs: readonly PolicyRun[], scenario = calm) {
  return seedValues(named(name), "smart", scenario, runs).flat();
}

describe("figures", () => {
  it("compare with another policy under the same seed only", () => {
    const runs = [
      runOf("static", { activation: 0.7 }),
      runOf("static", { seed: 2, activation: 0.4 }),
      runOf("smart", { activation: 0.77 }),
      runOf("smart", { seed: 2, activation: 0.44 }),
    ];

    const values = read("activation against static", runs);

    expect(values.map((value) => Math.round(1e6 * value))).toEqual([100_000, 100_000]);
    expect(read("activation against static", [runOf("smart")])).toEqual([]);
    expect(read("share of the clairvoyant's value", runs)).toEqual([]);
  });

  it("arise only where their condition does", () => {
    const within = (changes: Partial<PolicyRun>) => [
      runOf("smart", { scenario: "budget", ...changes }),
      runOf("static", { scenario: "budget" }),
      runOf("oracle", { scenario: "budget", value: 560, ...changes }),
    ];
    const name = "share of the clairvoyant's value, binding budget";

    expect(read(name, within({ spend: 790 }), budget)).toHaveLength(1);
    expect(read(name, within({ spend: 40, isBudgetBinding: true }), budget)).toHaveLength(1);
    expect(read(name, within({ spend: 40 }), budget)).toEqual([]);
    expect(read("activation against static", within({}), budget)).toEqual([]);
    expect(read("attack sends refused", [runOf("smart")])).toEqual([]);
    expect(read("genuine sends refused under attack", [runOf("smart")])).toEqual([]);
    expect(
      read("genuine sends refused under attack", [runOf("smart", { attackRefused: 0.9 })]),
    ).toEqual([0]);
  });

  it("of outages need traffic that was there, and the kind of outage", () => {
    const result = { rerouted: true, firstAttemptsLost: 4, shareBefore: 0.3, shareOfAll: 0.6 };
    const outages = outage.events.map(({ name }) => ({ name, ...result }));
    const run = (changes: object) =>
      runOf("smart", {
        scenario: "outage",
        outages: outages.map((one) => ({ ...one, ...changes })),
      });

    expect(read("lost to a dead shared upstream", [run({})], outage)).toEqual([4]);
    expect(read("lost to a dead shared upstream", [run({ shareOfAll: 0.4 })], outage)).toEqual([]);
    expect(read("lost to a vendor dead in a country", [run({})], outage)).toEqual([4, 4]);
    expect(read("… rerouted", [run({ rerouted: false })], outage)).toEqual([0, 0]);
    expect(read("… rerouted", [run({ rerouted: null })], outage)).toEqual([]);
  });
});

describe("goals", () => {
  const goals: Goal[] = [
    { over: "mean", better: "higher", must: 3, aim: 4 },
    { over: "each scenario", better: "higher", must: 2, aim: null },
    { over: "each run", better: "lower", must: 5, aim: 5 },
  ];
  const figure: Figure = { ...named("overspend"), goals };

  it("hold for the mean of scenarios, the worst of them, or the worst run", () => {
    const verdicts = judge(figure, [
      [[1], [2]],
      [[6], [5]],
      [[], []],
    ]);

    expect(verdicts.map(({ reached, isMet, isAimMet }) => [reached, isMet, isAimMet])).toEqual([
      [3.5, true, false],
      [1.5, false, null],
      [6, false, false],
    ]);
  });

  it("are neither met nor missed where nothing arises", () => {
    expect(judge(figure, [[[], []]]).map(({ isMet }) => isMet)).toEqual([null, null, null]);
  });

  it("know how far seeds differ, and nothing of one", () => {
    expect(summarize([[1, 3], [4]])).toEqual({ mean: 3, sd: Math.SQRT2 });
    expect(summarize([[1], []])).toEqual({ mean: 1, sd: null });
    expect(summarize([[]])).toBeNull();
  });

  it("are for figures 1 to 13, each with a must", () => {
    const numbers = figureList.filter((one) => one.goals.length > 0).map(({ number }) => number);

    expect([...new Set(numbers)]).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
  });
});

describe("the tables", () => {
  const runs = [
    runOf("static", { activation: 0.7, costPerVerified: 0.1 }),
    runOf("static", { seed: 2, activation: 0.7, costPerVerified: 0.1 }),
    runOf("smart"),
    runOf("smart", { seed: 2, activation: 0.84 }),
  ];
  const policies: PolicyName[] = ["static", "smart"];

  it("show mean and deviation of every figure, what was not run and what does not arise", () => {
    const table = scenarioTable(calm, runs, policies);

    expect(table).toContain("static            smart");
    expect(table).toMatch(/ activation +70\.00 ± 0\.00 % +82\.00 ± 2\.83 %\n/);
    expect(table).toMatch(/\n 1 activation against static .* \+17\.1 ± 4\.04 %\n/);
    expect(table).toMatch(/\n 4 share of the clairvoyant's value +not run +not run\n/);
    expect(table).toMatch(/\n10 attack sends refused +not applicable +not applicable\n/);
  });

  it("say pass and FAIL of what was reached, and nothing of what was not measured", () => {
    const slow = runs.map((run) => ({ ...run, timeToHandsetMsP95: 20_000 }));
    const table = goalTable([calm], slow, "smart", policies);

    expect(table).toMatch(/\n 2 cost per verified .* −50\.0 % .* ≤ −43\.0 % +pass .* not yet\n/);
    expect(table).toMatch(/\n 5 time to handset .* 100\.00 % +≤ 52\.00 % +FAIL .* not yet\n/);
    expect(table).toMatch(/\n 4 share of .* not run +≥ 98\.50 % +≥ 99\.30 %\n/);
    expect(table).toMatch(/\n 8 lost .* not applicable +≤ 20\.0 +≤ 10\.0\n/);
  });
});

describe("a figure that only looks like its bound", () => {
  it("is shown with more digits", () => {
    const nearly = [runOf("smart", { attackRefused: 0.9, genuineRefused: 0.00604 })];
    const table = goalTable([calm], nearly, "smart", ["smart"]);

    expect(table).toMatch(/\n10 genuine sends .* 0\.6040 % +≤ 0\.60 % +FAIL/);
  });
});

describe("a result", () => {
  it("has the members that were promised, and the share of the oracle's value", () => {
    const outages = [
      { name: "x", firstAttemptsLost: 1, rerouted: true, shareBefore: 1, shareOfAll: 1 },
    ];
    const result = runResult(runOf("smart", { outages }), runOf("oracle", { value: 560 }));

    expect(Object.keys(result).join(" ")).toBe(
      "scenario policy seed requested verified activation spend costPerVerified value " +
        "oracleShare timeToHandsetMsP50 timeToHandsetMsP95 codeWithin30s failoverMsP50 " +
        "failoverMsP95 duplicatesPerSend wastedSpendShare attackRefused genuineRefused " +
        "overspend decisionMicrosMean decisionMicrosP99 outages",
    );
    expect(result.oracleShare).toBe(0.5);
    expect(result.outages).toEqual([{ name: "x", firstAttemptsLost: 1, rerouted: true }]);
    expect(runResult(runOf("smart"), null).oracleShare).toBeNull();
  });
});
