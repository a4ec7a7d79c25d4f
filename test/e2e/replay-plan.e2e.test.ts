import { afterAll, beforeAll, expect, it } from "vitest";
import { type AppWorld, createAppWorld } from "../support/app-world.js";
import { until } from "../support/until.js";

let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
});
afterAll(() => world.close());

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
       sendCount effectiveSampleSize refusedBecause
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

it("tells what a plan would have done with what was sent, and why where it cannot", async () => {
  const { send } = await world.send();
  const of = await world.data<{
    send: { createdAt: string; attempts: readonly { channel: string; vendor: { slug: string } }[] };
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
  await until("every send to be over or delivered", async () => {
    const { rows } = await world.database.owner.query<{ open: bigint }>(
      "select count(*) as open from send where status in ('QUEUED', 'SENDING')",
    );
    return Number(rows[0]?.open) === 0 ? true : null;
  });
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
  expect(little.replay?.refusedBecause).toContain("globex VOICE was tried as good as 0 times");
  const smart = await replay(planOf(channel, vendor?.slug ?? "", "SMART"), range, "id");
  expect(smart.replay?.refusedBecause).toContain("Langkah 1 memilih vendor menurut pengukuran");
  const none = await replay(candidate, year);
  expect(none.replay).toMatchObject({ sendCount: 0, candidate: null });
  const wrong = await replay(candidate, { from: range.to, to: range.from });
  expect(wrong.errors).toMatchObject([{ extensions: { code: "BAD_REQUEST" } }]);
});
