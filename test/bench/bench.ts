import path from "node:path";
import { parseArgs } from "node:util";
import { measureExports } from "./exports.js";
import { type Figure, roundFigures } from "./figures.js";
import { measureGrowth } from "./growth.js";
import { measureOffers } from "./offers.js";
import { allHold, type Section, table, writeJson } from "./report.js";
import { measureRates } from "./rates.js";
import { measureReplays, replayMarket } from "./replays.js";
import { measureReports } from "./reports.js";
import { measureRouting } from "./routing.js";
import { type Rig, startRig } from "./rig.js";
import { type Round, type RoundLength, runRound } from "./round.js";
import type { BenchMarket } from "./server.js";
import { measureTimers } from "./timers.js";
import { measureVendors } from "./vendors.js";

const usage = `npm run bench -- [--quick] [--only <part>] [--rows <count>] [--data <folder>]

Parts: rounds timers growth reports exports offers rates vendors routing replay.
--data: a folder that keeps the filled tables of reports and exports, to be measured again.
--rows: attempts of reports and exports, lines of rates, sends a day of replay, in place of
  5,000,000, 100,000 and 20,000.

Runs everything in one go and prints ratios; about 12 minutes, with --quick under 90 seconds.
Ends with 1 when something that must hold does not.
`;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    rows: { type: "string" },
    data: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const quickLength: RoundLength = { warmSec: 1.5, ceilingSec: 2, carrySec: 3, rateSec: 3 };
const fullLength: RoundLength = { warmSec: 2, ceilingSec: 5, carrySec: 8, rateSec: 8 };
const { quick, only } = values;
const rowsOf = (usual: number): number => Number(values.rows ?? usual);
const length = quick ? quickLength : fullLength;
const notMeasured: Figure[] = [
  {
    name: "throughput with 1,000,000 sends against 10,000",
    value: null,
    unit: "",
    must: { atLeast: 0.85 },
    aim: null,
  },
];

const rigs: Rig[] = [];
const state = { perSecond: 100 };

if (values.help) {
  process.stdout.write(usage);
} else {
  try {
    await run();
  } finally {
    await stopRigs();
  }
}

async function run(): Promise<void> {
  const sections: Section[] = [];
  const add = async (title: string, part: string, figures: () => Promise<Figure[]>) => {
    if (only === undefined || only === part) {
      process.stderr.write(`${title} …\n`);
      const section = { title, figures: await figures() };
      sections.push(section);
      process.stderr.write(`${table([section])}\n`);
    }
  };
  await add("1 tenant", "rounds", () => measureRounds(1, quick ? 1 : 3));
  await add("50 tenants", "rounds", () => measureRounds(50, quick ? 1 : 3));
  await add("send of each HTTP adapter", "vendors", () => measureVendors(quick ? 3 : 9));
  await add("Measured routing", "routing", async () => measureRouting(quick ? 5_000 : 30_000));
  await add("50,000 sends waiting", "timers", () => timers());
  if (quick && only !== "growth") {
    sections.push({ title: "1,000,000 sends in the tables", figures: notMeasured });
  } else {
    await add("1,000,000 sends in the tables", "growth", () => growthOfTables());
  }
  if (!quick || only === "reports") {
    await add("Reports over a month", "reports", () => reports());
  }
  if (!quick || only === "exports") {
    await add("Exports of a month", "exports", () => exportsOfMonth());
  }
  if (!quick || only === "offers") {
    await add("660,000 measured offers", "offers", () => offers());
  }
  if (!quick || only === "rates") {
    await add("Rate sheets", "rates", () => rates());
  }
  if (!quick || only === "replay") {
    await add("Replays over a week", "replay", () => replays());
  }
  process.stdout.write(`${table(sections)}\n`);
  process.stdout.write(`\nWritten to ${writeJson(sections, quick ? "quick" : "full")}\n`);
  process.exitCode = allHold(sections) ? 0 : 1;
}

async function open(tenants: number, batchMax = 200, market?: BenchMarket): Promise<Rig> {
  const folder = values.data === undefined ? {} : { dataDir: path.resolve(values.data) };
  const places = market === undefined ? {} : { market };
  const rig = await startRig({ tenants, batchMax, ...folder, ...places });
  rigs.push(rig);
  return rig;
}

async function stopRigs(): Promise<void> {
  for (const rig of rigs.splice(0)) {
    await rig.stop();
  }
}

/**
 * Rounds are interleaved: each runs every part,
 * so that a slow moment of the machine meets all of them.
 */
async function measureRounds(tenants: number, count: number): Promise<Figure[]> {
  const rig = await open(tenants);
  const oneByOne = await open(tenants, 1);
  await warmUp(rig, oneByOne);
  const rounds: Round[] = [];
  for (let index = 0; index < count; index += 1) {
    rounds.push(await runRound(rig, oneByOne, length));
  }
  await stopRigs();
  const figures = roundFigures(rounds, tenants);
  const carried = figures.find((figure) => figure.name.startsWith("sends carried"))?.value;
  state.perSecond = carried ?? state.perSecond;
  tellFailures(rounds);
  return figures;
}

/**
 * Not counted: a server that has just started runs code that is not compiled yet,
 * at several times the cost.
 */
async function warmUp(...warmed: readonly Rig[]): Promise<void> {
  const sec = quick ? 3 : 20;
  for (const rig of warmed) {
    await rig.execute({ kind: "noop", underWay: 64, warmSec: 0, sec: sec / 4 });
    await rig.execute({ kind: "carry", underWay: 96, warmSec: 0, sec });
  }
}

async function timers(): Promise<Figure[]> {
  const rig = await open(1);
  await warmUp(rig);
  const figures = await measureTimers(rig, quick ? 5 : 20, state.perSecond / 4);
  await stopRigs();
  return figures;
}

async function growthOfTables(): Promise<Figure[]> {
  const counts = { small: 10_000, big: quick ? 200_000 : 1_000_000 };
  const small = await open(1);
  const big = await open(1);
  await warmUp(small, big);
  const figures = await measureGrowth(small, big, counts, quick ? 1 : 3, length);
  await stopRigs();
  return figures;
}

async function reports(): Promise<Figure[]> {
  const rig = await open(1);
  const figures = await measureReports(rig, rowsOf(quick ? 300_000 : 5_000_000), 3);
  await stopRigs();
  return figures;
}

async function exportsOfMonth(): Promise<Figure[]> {
  const rig = await open(1);
  const figures = await measureExports(rig, rowsOf(quick ? 300_000 : 5_000_000));
  await stopRigs();
  return figures;
}

async function offers(): Promise<Figure[]> {
  const rig = await open(1);
  const figures = await measureOffers(rig, quick ? 50 : 300);
  await stopRigs();
  return figures;
}

async function rates(): Promise<Figure[]> {
  const rig = await open(1);
  const figures = await measureRates(rig, rowsOf(100_000));
  await stopRigs();
  return figures;
}

async function replays(): Promise<Figure[]> {
  const rig = await open(1, 200, replayMarket);
  const figures = await measureReplays(rig, rowsOf(quick ? 2_000 : 20_000));
  await stopRigs();
  return figures;
}

function tellFailures(rounds: readonly Round[]): void {
  for (const round of rounds) {
    for (const [part, result] of Object.entries(round)) {
      const failure = (result as { failure?: string | null } | null)?.failure;
      if (typeof failure === "string") {
        process.stderr.write(`${part}: ${failure}\n`);
      }
    }
  }
}
