import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppWorld, createAppWorld } from "../support/app-world.js";

let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
});
afterAll(() => world.close());

interface CandidateRead {
  readonly vendor: { readonly slug: string };
  readonly channel: string;
  readonly price: { readonly amount: string } | null;
  readonly probability: number | null;
  readonly expectedVerifyRate: number | null;
  readonly trust: number | null;
  readonly score: number | null;
  readonly evidenceCount: number | null;
  readonly breaker: string | null;
  readonly chosen: boolean;
  readonly skippedBecause: string | null;
}

interface SendRead {
  readonly nextStepAt: string | null;
  readonly attempts: readonly {
    readonly vendor: { readonly slug: string };
    readonly decision: {
      readonly strategy: string;
      readonly reason: string;
      readonly propensity: number;
      readonly waitMs: number;
      readonly waitReason: string;
      readonly shadowPrice: number | null;
      readonly genuine: number | null;
      readonly candidates: readonly CandidateRead[];
    };
  }[];
}

const vendors = ["globex", "primeline", "nusatext"];

async function createPlan(key: string, steps: readonly object[], rest: object = {}) {
  const { createPlan: made } = await world.data<{ createPlan: { userErrors: readonly unknown[] } }>(
    world.owner,
    "mutation($input: PlanInput!) { createPlan(input: $input) { userErrors { code field } } }",
    { input: { key, name: key, steps, ...rest } },
  );
  expect(made.userErrors).toEqual([]);
}

let sends = 0;

/** Sends by a plan, and reads what the API tells of it. */
async function sendBy(planKey: string, read: object = {}): Promise<SendRead> {
  sends += 1;
  const input = { planKey, idempotencyKey: randomUUID(), phone: `+6281${20 + sends}3450017` };
  const { sendOtp } = await world.data<{ sendOtp: { send: { id: string } | null } }>(
    world.owner,
    "mutation($input: SendOtpInput!) { sendOtp(input: $input) { send { id } } }",
    { input },
  );
  return readSend(sendOtp.send?.id ?? "", read);
}

async function readSend(
  id: string,
  { secret = world.owner, language = "en" }: { secret?: string; language?: string },
): Promise<SendRead> {
  const answer = await world.ask(
    secret,
    `query($id: ID) { send(id: $id) { nextStepAt attempts { vendor { slug } decision {
       strategy reason propensity waitMs waitReason shadowPrice genuine
       candidates { vendor { slug } channel price { amount } probability expectedVerifyRate trust
         score evidenceCount breaker chosen skippedBecause } } } } }`,
    { id },
    { "accept-language": language },
  );
  expect(answer.errors).toEqual([]);
  return (answer.data as unknown as { send: SendRead }).send;
}

function decisionOf(send: SendRead): SendRead["attempts"][number]["decision"] {
  const [attempt] = send.attempts;
  if (attempt === undefined) {
    throw new Error("a send has an attempt");
  }
  return attempt.decision;
}

function sumOf(candidates: readonly CandidateRead[]): number {
  return candidates.reduce((sum, { probability }) => sum + (probability ?? 0), 0);
}

describe("a decision of every strategy", () => {
  it.each(["PRIORITY", "CHEAPEST", "BEST_DELIVERY", "FASTEST", "WEIGHTED", "SMART"])(
    "%s tells of all vendors, and why one of them was taken",
    async (strategy) => {
      const key = `by-${strategy.toLowerCase().replace("_", "-")}`;
      const weighted = vendors.map((vendor, index) => ({
        vendor,
        ...(strategy === "WEIGHTED" ? { weight: index + 1 } : {}),
      }));
      await createPlan(key, [
        { channel: "SMS", vendors: [...weighted, { vendor: "latcom", weight: 1 }], strategy },
      ]);

      const send = await sendBy(key);
      const decision = decisionOf(send);
      const { candidates } = decision;
      const usable = candidates.filter(({ skippedBecause }) => skippedBecause === null);

      expect(decision.strategy).toBe(strategy);
      expect(candidates.map(({ vendor }) => vendor.slug)).toEqual([...vendors, "latcom"]);
      expect(candidates.find(({ vendor }) => vendor.slug === "latcom")?.skippedBecause).toContain(
        "ID",
      );
      expect(usable.map(({ vendor }) => vendor.slug)).toEqual(vendors);
      expect(usable.every(({ price }) => Number(price?.amount) > 0)).toBe(true);
      expect(usable.map(({ breaker }) => breaker)).toEqual(["HEALTHY", "HEALTHY", "HEALTHY"]);
      expect(sumOf(candidates)).toBeCloseTo(1, 2);
      const [chosen, ...rest] = candidates.filter((one) => one.chosen);
      expect(rest).toEqual([]);
      expect(chosen?.vendor.slug).toBe(send.attempts[0]?.vendor.slug);
      expect(chosen?.probability).toBeCloseTo(decision.propensity, 2);
      expect(decision.reason).toMatch(/^[^\n]{10,}$/);
      expect(decision.waitMs).toBeGreaterThan(0);
      expect(decision.waitReason).toMatch(/^[^\n]{5,}$/);
      const isMeasured = strategy === "SMART";
      for (const { expectedVerifyRate, trust, score, evidenceCount } of usable) {
        const asked = [expectedVerifyRate, trust, score, evidenceCount];
        expect(asked.map((value) => value !== null)).toEqual(asked.map(() => isMeasured));
      }
      expect(decision.shadowPrice).toBe(isMeasured ? 0 : null);
      expect(decision.genuine).toBe(isMeasured ? 1 : null);
    },
  );
});

describe("a decision of more than twelve candidates", () => {
  it("tells of the best twelve, and names the others with their reasons", async () => {
    const sms = [...vendors, "bharatsend", "latcom", "afrigate", "eurolink", "bargain"];
    const step = (channel: string, names: readonly string[]) => ({
      channel,
      strategy: "SMART",
      vendors: names.map((vendor) => ({ vendor })),
    });
    await createPlan(
      "all",
      [
        step("SMS", sms),
        step("WHATSAPP", ["globex", "metrowa", "latcom"]),
        step("VOICE", ["globex", "ringback"]),
        step("MISSED_CALL", ["ringback", "flashring"]),
      ],
      { order: "SMART" },
    );

    const { candidates, strategy } = decisionOf(await sendBy("all"));

    expect(strategy).toBe("SMART");
    expect(candidates).toHaveLength(15);
    expect(candidates.filter(({ chosen }) => chosen)).toHaveLength(1);
    expect(candidates.every(({ vendor }) => vendor.slug !== "")).toBe(true);
    const told = candidates.filter(({ price }) => price !== null);
    expect(told.length).toBeLessThanOrEqual(12);
    expect(sumOf(candidates)).toBeCloseTo(1, 2);
    const { rows } = await world.database.owner.query<{ bytes: number }>(
      "select max(octet_length(decision::text)) as bytes from attempt",
    );
    expect(rows[0]?.bytes).toBeLessThan(600);
  });
});

describe("a decision's sentence", () => {
  it("is in the reader's language, and holds no price for who may not see prices", async () => {
    await createPlan("told", [
      { channel: "SMS", strategy: "SMART", vendors: vendors.map((vendor) => ({ vendor })) },
    ]);
    sends += 1;
    const input = { planKey: "told", idempotencyKey: randomUUID(), phone: "+6281770450017" };
    const { sendOtp } = await world.data<{ sendOtp: { send: { id: string } } }>(
      world.owner,
      "mutation($input: SendOtpInput!) { sendOtp(input: $input) { send { id } } }",
      { input },
    );
    const { id } = sendOtp.send;
    const { secret } = await world.makeKey(world.owner, { role: "VIEWER" });

    const english = decisionOf(await readSend(id, {}));
    const indonesian = decisionOf(await readSend(id, { language: "id" }));
    const masked = decisionOf(await readSend(id, { secret }));

    expect(english.reason).toMatch(/expected \d+ % verified at [A-Z]{3} [\d.]+ \(/);
    expect(indonesian.reason).toMatch(/diperkirakan \d+ % terverifikasi seharga/);
    expect(indonesian.waitReason).not.toBe(english.waitReason);
    expect(masked.reason).toMatch(/expected \d+ % verified \(/);
    expect(masked.reason).not.toMatch(/[A-Z]{3} \d|dearer|cheaper|price/);
    expect(masked.candidates.every(({ price }) => price === null)).toBe(true);
  });
});
