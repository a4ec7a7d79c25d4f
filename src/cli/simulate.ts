import { access, constants, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseScenario } from "../market/parse-scenario.js";
import type { Scenario } from "../market/scenario.js";
import { ablationNames } from "../simulate/ablation-list.js";
import { ablationTable } from "../simulate/ablation-table.js";
import { calibrate } from "../simulate/calibration.js";
import { goalTable, scenarioTable } from "../simulate/figure-table.js";
import { type MarkedTable, measuredTable, withTable } from "../simulate/measured-table.js";
import { scenarioPicture } from "../simulate/picture/scenario-picture.js";
import { type PolicyName, policyNames } from "../simulate/policy-list.js";
import type { PolicyRun } from "../simulate/policy-run.js";
import { runResult } from "../simulate/run-result.js";
import { jobsOf, type Progress, simulate, threadsFor } from "../simulate/simulate.js";
import { type Command, type CommandCall, type Output, UsageError } from "./command.js";

export const simulateCommand: Command = {
  name: "simulate",
  summary:
    "Plays routing policies through scenario files of invented markets in virtual time and " +
    "prints every figure; nothing in them is evidence about real vendors.",
  words: ["file…"],
  options: {
    policies: { type: "string", value: "a,b", help: `Of ${policyNames.join(", ")}; all.` },
    seeds: { type: "string", value: "1-5", help: "Whose luck: 1-5 (default), 7, or 1,4,9." },
    json: { type: "string", value: "file", help: "Where to write every run as JSON; - = output." },
    plot: { type: "string", value: "out.svg", help: "Where to draw a picture per scenario." },
    table: {
      type: "string",
      value: "file.md",
      help: "Where to put what measured routing reached, between the marks of that text.",
    },
    ablation: {
      type: "boolean",
      help: "Plays measured routing without each of its ideas in turn, and prints what it loses.",
    },
    workers: { type: "string", value: "2", help: "Threads; as many as processors." },
  },
  async run(call) {
    const words = readWords(call);
    const scenarios = await readScenarios(call.words);
    await checkTargets(words);
    const played = words.isAblation ? [...words.policies, ...ablationNames] : words.policies;
    const jobs = jobsOf(scenarios, played, words.seeds);
    const tell = progressTeller(call.output);
    const runs = await simulate(jobs, words.threads ?? threadsFor(jobs), tell);
    await report(call.output, words, scenarios, runs);
    return 0;
  },
};

interface Words {
  readonly policies: readonly PolicyName[];
  readonly seeds: readonly number[];
  readonly json: string | null;
  readonly plot: string | null;
  readonly table: string | null;
  readonly isAblation: boolean;
  /** Null = as many as there are processors. */
  readonly threads: number | null;
}

const seedsMax = 1000;
const threadsMax = 64;

function readWords({ values }: CommandCall): Words {
  const text = (name: string): string | null => {
    const value = values[name];
    return typeof value === "string" ? value : null;
  };
  const workers = text("workers");
  const plot = text("plot");
  if (plot !== null && !plot.endsWith(".svg")) {
    throw new UsageError(`--plot ${plot}: the name has to end with .svg.`);
  }
  const isAblation = values["ablation"] === true;
  if (isAblation && text("policies") !== null) {
    throw new UsageError("--ablation plays policies of its own: leave --policies out.");
  }
  return {
    policies: readPolicies(isAblation ? "smart,oracle" : text("policies")),
    isAblation,
    seeds: readSeeds(text("seeds") ?? "1-5"),
    json: text("json"),
    plot,
    table: text("table"),
    threads: workers === null ? null : readThreads(workers),
  };
}

function readPolicies(text: string | null): readonly PolicyName[] {
  const wanted = (text ?? policyNames.join(",")).split(",").map((name) => name.trim());
  for (const name of wanted) {
    if (!policyNames.some((known) => known === name)) {
      throw new UsageError(
        `--policies: there is no "${name}". There are: ${policyNames.join(", ")}.`,
      );
    }
  }
  return policyNames.filter((name) => wanted.includes(name));
}

function readSeeds(text: string): readonly number[] {
  const seeds = text.split(",").flatMap((part) => {
    const [, first, last] = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(part) ?? [];
    if (first === undefined) {
      throw new UsageError(`--seeds ${text}: give whole numbers like 1-5, 7 or 1,4,9.`);
    }
    const [from, to] = [Number(first), Number(last ?? first)];
    if (to < from || to - from >= seedsMax) {
      throw new UsageError(`--seeds ${part}: a range rises, by ${seedsMax} seeds at most.`);
    }
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  return [...new Set(seeds)];
}

function readThreads(text: string): number {
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1 || threads > threadsMax) {
    throw new UsageError(`--workers ${text}: give a whole number from 1 to ${threadsMax}.`);
  }
  return threads;
}

async function readScenarios(files: readonly string[]): Promise<Scenario[]> {
  const scenarios: Scenario[] = [];
  const broken: string[] = [];
  for (const file of files) {
    const parsed = parseScenario(await readText(file), file);
    if (!parsed.ok) {
      broken.push(parsed.message);
    } else if (scenarios.some(({ name }) => name === parsed.scenario.name)) {
      broken.push(
        `${file}: name: must differ between files, "${parsed.scenario.name}" is there twice`,
      );
    } else {
      scenarios.push(parsed.scenario);
    }
  }
  if (broken.length > 0) {
    throw new Error(broken.join("\n"));
  }
  return scenarios;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new Error(`${file}: cannot be read: ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
    });
  }
}

/** Says before an hour of work what would only fail behind it. */
async function checkTargets({ json, plot, table, isAblation }: Words): Promise<void> {
  for (const [option, file] of Object.entries({ json, plot })) {
    if (file !== null && file !== "-") {
      const folder = path.dirname(file);
      await access(folder, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
        throw new UsageError(`--${option} ${file}: ${folder} cannot be written to: ${error.code}.`);
      });
    }
  }
  if (table !== null) {
    tableIn(await readText(table), table, isAblation ? "ablation" : "measured", "");
  }
}

const tellEveryMs = 3000;

/** Says every few seconds how far everything is. */
function progressTeller(output: Output): (progress: Progress) => void {
  const startedAt = performance.now();
  let toldAt = startedAt;
  return ({ finished, total, share }) => {
    const now = performance.now();
    if (now - toldAt < tellEveryMs || share === 0) {
      return;
    }
    toldAt = now;
    const leftSec = Math.round(((now - startedAt) / 1000) * (1 / share - 1));
    output.note(
      `${Math.floor(100 * share)} %, ${finished} of ${total} runs done, ${leftSec} s to go\n`,
    );
  };
}

async function report(
  output: Output,
  words: Words,
  scenarios: readonly Scenario[],
  runs: readonly PolicyRun[],
): Promise<void> {
  const { policies, json, plot, table, isAblation } = words;
  // What is asked for as data stays data.
  const say = (text: string): void => (json === "-" ? output.note(text) : output.out(text));
  if (isAblation) {
    say(`${ablationTable(scenarios, runs)}\n`);
  } else {
    sayFigures(say, words, scenarios, runs);
  }
  if (json !== null) {
    await writeJson(output, json, runs);
  }
  if (plot !== null) {
    await draw(output, plot, scenarios, runs, policies);
  }
  if (table !== null) {
    await (isAblation
      ? putTable(output, table, "ablation", ablationTable(scenarios, runs))
      : putTable(output, table, "measured", measuredTable(scenarios, runs, "smart", policies)));
  }
}

function sayFigures(
  say: (text: string) => void,
  { policies, seeds }: Words,
  scenarios: readonly Scenario[],
  runs: readonly PolicyRun[],
): void {
  for (const scenario of scenarios) {
    const spread =
      seeds.length > 1 ? `mean ± standard deviation of ${seeds.length} seeds` : `seed ${seeds[0]}`;
    const table = scenarioTable(scenario, runs, policies);
    say(`${scenario.name}: ${spread}, money in ${scenario.currency}\n\n${table}\n`);
  }
  if (policies.includes("smart")) {
    say(`All scenarios\n\n${goalTable(scenarios, runs, "smart", policies)}\n`);
  }
  say(`One round of the calibration loop took ${calibrate().toFixed(1)} ns here.\n`);
}

async function putTable(
  output: Output,
  file: string,
  name: MarkedTable,
  table: string,
): Promise<void> {
  await writeFile(file, tableIn(await readText(file), file, name, table));
  output.note(`Wrote the table into ${file}.\n`);
}

function tableIn(text: string, file: string, name: MarkedTable, table: string): string {
  const found = withTable(text, name, table);
  if (found === null) {
    throw new Error(`${file}: has no marks between which a table could stand`);
  }
  return found;
}

async function writeJson(output: Output, json: string, runs: readonly PolicyRun[]): Promise<void> {
  const results = runs.map((run) => {
    const isOracle = ({ scenario, policy, seed }: PolicyRun): boolean =>
      policy === "oracle" && scenario === run.scenario && seed === run.seed;
    return runResult(run, runs.find(isOracle) ?? null);
  });
  const text = `[\n${results.map((result) => JSON.stringify(result)).join(",\n")}\n]\n`;
  if (json === "-") {
    output.out(text);
  } else {
    await writeFile(json, text);
    output.note(`Wrote ${json}.\n`);
  }
}

async function draw(
  output: Output,
  plot: string,
  scenarios: readonly Scenario[],
  runs: readonly PolicyRun[],
  policies: readonly PolicyName[],
): Promise<void> {
  for (const scenario of scenarios) {
    const file = scenarios.length === 1 ? plot : pictureFile(plot, scenario.name);
    await writeFile(file, scenarioPicture(scenario, runs, policies));
    output.note(`Drew ${file}.\n`);
  }
}

/** One file per scenario, named after it: out.svg becomes out-calm.svg. */
function pictureFile(plot: string, name: string): string {
  const { dir, name: base } = path.parse(plot);
  return path.join(dir, `${base}-${name.replaceAll(/[^\w-]+/g, "-")}.svg`);
}
