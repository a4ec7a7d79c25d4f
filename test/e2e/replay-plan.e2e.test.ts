import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { commandHelp, parseCall } from "../../src/cli/command.js";
import { replayCommand } from "../../src/cli/replay.js";
import { loadConfig } from "../../src/config.js";
import { type AppWorld, createAppWorld, urlOf } from "../support/app-world.js";
import { until } from "../support/until.js";

let world: AppWorld;
let folder: string;
beforeAll(async () => {
  world = await createAppWorld();
  folder = mkdtempSync(path.join(tmpdir(), "sandi-replay-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
interface Outcome {
  readonly deliveryRate: Estimate;
  readonly successRate: Estimate;
  readonly costPerSend: { readonly value: { readonly amount: string } };
}
interface Replay {
  readonly sendCount: number;
  readonly effectiveSampleSize: number | null;
  readonly refusedBecause: string | null;
  readonly sampledEvery: number;
  readonly leftOut: readonly { readonly country: string; readonly sendCount: number }[];
  readonly actual: Outcome | null;
  readonly candidate: Outcome | null;
}

const year = { from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z" };

function planOf(channel: string, vendor: string, strategy = "PRIORITY") {
  return {
    key: "candidate",
    name: "Candidate",
    maxAttempts: 1,
    resend: { maxResends: 0 },
    steps: [{ channel, strategy, vendors: [{ vendor }] }],
  };
}

async function replay(input: object, range: object, language = "en") {
  const answer = await world.ask(
    world.owner,
    `query($input: PlanInput!, $range: TimeRange!) { replayPlan(input: $input, range: $range) {
       sendCount effectiveSampleSize refusedBecause sampledEvery
       leftOut { country sendCount reason }
       actual { ...o } candidate { ...o } } }
     fragment o on ReplayOutcome {
       deliveryRate { value low high } successRate { value low high }
       costPerSend { value { amount } } }`,
    { input, range },
    { "accept-language": language },
  );
  return {
    errors: answer.errors,
    replay: (answer.data as unknown as { replayPlan: Replay } | null)?.replayPlan ?? null,
  };
}

const sent = { candidate: planOf("SMS", ""), range: year };
const patient = { timeout: 180_000 };

it(
  "tells what a plan would have done with what was sent, and why where it cannot",
  patient,
  async () => {
    const { send } = await world.send();
    const of = await world.data<{
      send: {
        createdAt: string;
        attempts: readonly { channel: string; vendor: { slug: string } }[];
      };
    }>(
      world.owner,
      "query($id: ID!) { send(id: $id) { createdAt attempts { channel vendor { slug } } } }",
      {
        id: send?.id,
      },
    );
    const { channel = "", vendor } = of.send.attempts[0] ?? {};
    const candidate = planOf(channel, vendor?.slug ?? "");
    await Promise.all(Array.from({ length: 69 }, () => world.send()));
    await until(
      "every send to have left",
      async () => {
        const { rows } = await world.database.owner.query<{ open: bigint }>(
          "select count(*) as open from send where status in ('QUEUED', 'SENDING')",
        );
        return Number(rows[0]?.open) === 0 ? true : null;
      },
      60_000,
    );
    const at = new Date(of.send.createdAt).getTime();
    const range = {
      from: new Date(at - 3_600_000).toISOString(),
      to: new Date(at + 3_600_000).toISOString(),
    };

    const same = await replay(candidate, range);
    expect(same.errors).toEqual([]);
    expect(same.replay).toMatchObject({ sendCount: 70, refusedBecause: null });
    expect(same.replay?.effectiveSampleSize).toBeGreaterThanOrEqual(50);
    const { value = -1, low = 0, high = 0 } = same.replay?.candidate?.deliveryRate ?? {};
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
    expect(Number(same.replay?.actual?.costPerSend.value.amount)).toBeGreaterThan(0);

    const little = await replay(planOf("VOICE", "globex"), range);
    expect(little.replay).toMatchObject({ actual: null, candidate: null });
    expect(little.replay?.refusedBecause).toMatch(
      /globex VOICE was tried as good as 0 times; 50 are needed\. About 50 more attempts/,
    );
    const none = await replay(candidate, year, "id");
    expect(none.replay).toMatchObject({ sendCount: 0, candidate: null });
    expect(none.replay?.refusedBecause).toContain("Tidak ada pengiriman dalam rentang ini");
    const wrong = await replay(candidate, { from: range.to, to: range.from });
    expect(wrong.errors).toMatchObject([{ extensions: { code: "BAD_REQUEST", field: ["range"] } }]);
    const empty = await replay({ ...candidate, steps: [] }, range, "id");
    expect(empty.errors).toMatchObject([
      {
        message:
          "Permintaan tidak dapat dibaca: input.steps: Rencana perlu sedikitnya satu langkah.",
        extensions: { code: "BAD_REQUEST", field: ["input", "steps"] },
      },
    ]);

    for (const strategy of ["SMART", "BEST_DELIVERY", "FASTEST", "CHEAPEST"]) {
      const chosen = await replay(planOf(channel, vendor?.slug ?? "", strategy), range);
      expect({ strategy, ...chosen.replay }).toMatchObject({ refusedBecause: null, sendCount: 70 });
      expect(Number(chosen.replay?.candidate?.costPerSend.value.amount)).toBeGreaterThan(0);
    }

    Object.assign(sent, { candidate, range });
  },
);

it(
  "does three of a tenant's at a time, and tells the fourth when to ask again",
  patient,
  async () => {
    const { candidate, range } = sent;
    const holder = await world.database.owner.connect();
    try {
      await holder.query("begin; lock table send in access exclusive mode");
      const asked = Array.from({ length: 4 }, () => replay(candidate, range));
      // The others wait for the table.
      const refused = await Promise.race(asked);
      expect(refused.errors).toMatchObject([
        {
          message: expect.stringContaining("3 replays at a time"),
          extensions: { code: "LIMITED" },
        },
      ]);
      await holder.query("rollback");
      const answered = (await Promise.all(asked)).filter(({ errors }) => errors.length === 0);
      expect(answered.map((one) => one.replay?.sendCount)).toEqual([70, 70, 70]);
    } finally {
      await holder.query("rollback");
      holder.release();
    }
  },
);

/** What the command prints, or the words that it fails with. */
async function command(...words: string[]): Promise<{ code: number | null; out: string }> {
  let out = "";
  const keys = `test:${randomBytes(32).toString("base64")}`;
  try {
    const call = parseCall(replayCommand, words);
    const code = await replayCommand.run({
      ...(call ?? { values: {}, words: [] }),
      config: () =>
        loadConfig({
          DATABASE_URL: urlOf(world.database.target),
          SANDI_KEYS: keys,
          SANDI_DATA_DIR: folder,
          SANDI_DEMO: "0",
        }),
      output: {
        out: (text) => {
          out += text;
        },
        note: () => undefined,
      },
    });
    return { code, out };
  } catch (error: unknown) {
    return { code: null, out: error instanceof Error ? error.message : String(error) };
  }
}

it("tells the same by command, as a table and as JSON, and what is wrong", patient, async () => {
  const { candidate, range } = sent;
  const file = path.join(folder, "plan.json");
  writeFileSync(file, JSON.stringify(candidate));
  const of = ["--tenant", "demo", "--from", range.from, "--to", range.to];

  const table = await command(file, ...of);
  expect(table.code).toBe(0);
  expect(table.out).toMatch(/^70 sends from .* \(UTC\); \d+ effective attempts at the least\n/);
  expect(table.out).toMatch(/\n +really +candidate +between\nverified +\d+\.\d % +\d/);
  expect(table.out).toMatch(/\ncost of a send +\d\.\d{5} USD/);
  const json = await command(file, ...of, "--json");
  expect(JSON.parse(json.out)).toMatchObject({
    sendCount: 70,
    sampledEvery: 1,
    refusedBecause: null,
    leftOut: [],
    candidate: { deliveryRate: { value: expect.any(Number) } },
  });
  const long = await command(file, "--tenant", "demo", "--from", year.from, "--to", year.to);
  expect(long.code).toBe(1);
  expect(long.out).toContain("No send of this range went to a country of the plan.");

  expect(commandHelp(replayCommand)).toContain("--tenant <slug>");
  for (const [words, says] of [
    [[file], "--tenant is needed"],
    [["--tenant", "demo"], "sandi replay takes <file>"],
    [[path.join(folder, "none.json"), "--tenant", "demo"], "none.json cannot be read."],
    [[file, "--tenant", "nobody"], 'There is no tenant "nobody".'],
    [[file, "--tenant", "demo", "--from", "soon"], "--from has to be a time"],
    [
      [file, "--tenant", "demo", "--from", range.to, "--to", range.from],
      "from has to lie before to",
    ],
  ] as const) {
    const refused = await command(...words);
    expect(refused.code).toBeNull();
    expect(refused.out).toContain(says);
  }
  const [step] = candidate.steps;
  for (const [plan, says] of [
    [{ key: "x" }, 'Field "steps" of required type'],
    [{ ...candidate, stpes: [] }, 'Field "stpes" is not defined by type "PlanInput"'],
    [{ ...candidate, steps: [{ ...step, strategy: "BEST" }] }, "steps.0.strategy: "],
    [{ ...candidate, steps: [{ ...step, vendors: "globex" }] }, "steps.0.vendors"],
    [{ ...candidate, steps: [{ ...step, waitSec: -5 }] }, "input.steps.0.waitSec: Out of range"],
    [{ ...candidate, steps: [] }, "input.steps: A plan needs at least one step."],
  ] as const) {
    writeFileSync(file, JSON.stringify(plan));
    const refused = await command(file, ...of);
    expect(refused.code).toBeNull();
    expect(refused.out).toContain(says);
  }
  writeFileSync(file, "no");
  expect((await command(file, ...of)).out).toContain("is not JSON.");
});
