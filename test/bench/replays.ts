import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Figure } from "./figures.js";
import { fillReplay, type LoggedWeek, replayCountries, replayVendors } from "./fill-replay.js";
import { residentMib } from "./processes.js";
import type { Rig } from "./rig.js";

const plain = { must: null, aim: null };
const root = fileURLToPath(new URL("../../../../../../", import.meta.url));

/** What the bench's server is filled with for replays. */
export const replayMarket = { vendors: Object.keys(replayVendors), countries: replayCountries };

/** Candidates that ask for as different work as plans can. */
const plans = {
  PRIORITY: { strategy: "PRIORITY", waitSec: 20, vendors: ["bench-b", "bench"] },
  BEST_DELIVERY: { strategy: "BEST_DELIVERY", waitSec: 20, vendors: replayMarket.vendors },
  SMART: { strategy: "SMART", waitSec: null, vendors: replayMarket.vendors },
} as const;

type PlanName = keyof typeof plans;

/** What one replay took, by whichever door. */
interface Run {
  readonly sec: number;
  /** Of the process that did it, at its highest. */
  readonly peakMib: number;
  readonly sampledEvery: number;
  readonly sendCount: number;
  /** The longest that the server did nothing else; null = another process. */
  readonly blockMs: number | null;
}

/**
 * Replays over a week of so many sends a day: by HTTP, what they take of the server's time, memory
 * and event loop, and by the command.
 */
export async function measureReplays(rig: Rig, sendsPerDay: number): Promise<Figure[]> {
  const [tenant] = rig.ready.tenants;
  if (tenant === undefined) {
    throw new Error("there is no tenant to replay");
  }
  const week = await fillReplay(rig, tenant.id, sendsPerDay);
  // Not counted: code that is not compiled yet, pages that were not read yet.
  await byHttp(rig, tenant.key, "PRIORITY", week);
  await sleep(2_000);
  const startMib = rig.residentMib().server;
  const names = Object.keys(plans) as PlanName[];
  const http: Run[] = [];
  for (const name of names) {
    http.push(await byHttp(rig, tenant.key, name, week));
  }
  const command = await byCommand(rig, "SMART", week);
  const figures = http.flatMap((run, index): Figure[] => [
    {
      name: `${names[index] ?? ""} by HTTP`,
      value: run.sec,
      unit: "s",
      must: { atMost: 10 },
      aim: null,
    },
    {
      name: "… longest turn of the server's event loop",
      value: run.blockMs,
      unit: "ms",
      must: { atMost: 50 },
      aim: null,
    },
  ]);
  const peak = Math.max(...http.map(({ peakMib }) => peakMib));
  const [{ sendCount, sampledEvery } = { sendCount: 0, sampledEvery: 0 }] = http;
  return [
    { name: "sends a day, for 7 days", value: sendsPerDay, unit: "", ...plain },
    { name: "sends that were looked at", value: sendCount, unit: "", ...plain },
    { name: "one in so many", value: sampledEvery, unit: "", ...plain },
    ...figures,
    { name: "memory of the server before", value: startMib, unit: "MiB", ...plain },
    { name: "at the highest, above that", value: peak - startMib, unit: "MiB", ...plain },
    { name: "SMART by the command", value: command.sec, unit: "s", ...plain },
    { name: "memory of the command at its highest", value: command.peakMib, unit: "MiB", ...plain },
  ];
}

function inputOf(name: PlanName) {
  const { strategy, waitSec, vendors } = plans[name];
  const step = {
    ...{ channel: "SMS", strategy, waitSec, maxAttempts: vendors.length },
    vendors: vendors.map((vendor) => ({ vendor })),
  };
  return { key: "candidate", name: "Candidate", steps: [step] };
}

async function byHttp(rig: Rig, key: string, name: PlanName, week: LoggedWeek): Promise<Run> {
  const peak = peakOf(() => rig.residentMib().server);
  await rig.longestTurnMs();
  const startedAt = performance.now();
  const response = await fetch(`${rig.ready.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({
      query:
        "query($input: PlanInput!, $range: TimeRange!) { replayPlan(input: $input, " +
        "range: $range) { sendCount sampledEvery refusedBecause } }",
      variables: { input: inputOf(name), range: week },
    }),
  });
  const answer = await response.text();
  const sec = (performance.now() - startedAt) / 1000;
  const blockMs = await rig.longestTurnMs();
  const { data } = JSON.parse(answer) as { readonly data?: { readonly replayPlan?: Told } | null };
  return { sec, peakMib: peak(), blockMs, ...answered(data?.replayPlan, answer) };
}

interface Told {
  readonly sendCount: number;
  readonly sampledEvery: number;
  readonly refusedBecause: string | null;
}

function answered(told: Told | undefined, whole: string): Pick<Run, "sendCount" | "sampledEvery"> {
  if (told === undefined || told.refusedBecause !== null) {
    throw new Error(whole.slice(0, 500));
  }
  return { sendCount: told.sendCount, sampledEvery: told.sampledEvery };
}

async function byCommand({ ready }: Rig, name: PlanName, { from, to }: LoggedWeek): Promise<Run> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandi-replay-"));
  try {
    const file = path.join(folder, "plan.json");
    writeFileSync(file, JSON.stringify(inputOf(name)));
    const range = ["--from", from.toISOString(), "--to", to.toISOString()];
    const words = ["replay", file, "--tenant", "bench-0", ...range, "--json"];
    const startedAt = performance.now();
    const child = spawn(process.execPath, [path.join(root, "src", "launch.mjs"), ...words], {
      cwd: root,
      env: { ...process.env, SANDI_DATA_DIR: ready.dataDir },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const peak = peakOf(() => (child.exitCode === null ? residentMib(child.pid ?? 0) : 0));
    const out = await text(child.stdout);
    const sec = (performance.now() - startedAt) / 1000;
    return { sec, peakMib: peak(), blockMs: null, ...answered(JSON.parse(out) as Told, out) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Looks at a process's memory now and then; the answer ends that and tells the most, in MiB. */
function peakOf(look: () => number): () => number {
  let most = look();
  const timer = setInterval(() => {
    most = Math.max(most, look());
  }, 50);
  return () => {
    clearInterval(timer);
    return most;
  };
}
