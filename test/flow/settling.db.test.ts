import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Money as Amount } from "../../src/core/money.js";
import type { VendorReceipt } from "../../src/core/otp/vendor-message.js";
import {
  accepting,
  type Answer,
  createSettlingWorld,
  rejecting,
  type SettlingWorld,
  silent,
} from "../support/settling-world.js";

let world: SettlingWorld;

beforeAll(async () => {
  world = await createSettlingWorld();
  await world.setBudget({ limit: "1000", period: "TOTAL" });
});
afterEach(() => world.expectSound());
afterAll(() => world.close());

/** Prices of the market: Primeline bills at hand-over, NusaText on delivery. */
const submitPrice = 49_000n;
const deliveryPrice = 31_000n;
const usd = (micros: bigint): Amount => ({ micros, currency: "USD" });

type Later = Partial<VendorReceipt> | "hold_over";
const undelivered: Later = { status: "UNDELIVERED", failureClass: "RECIPIENT_TEMPORARY" };
const rejected: Later = { status: "REJECTED", failureClass: "RECIPIENT_PERMANENT" };
const delivered: Later = { status: "DELIVERED" };

async function walk(plan: string, answer: Answer, ...later: readonly Later[]) {
  let attempt = await world.start(plan, answer);
  for (const one of later) {
    attempt = one === "hold_over" ? await world.passHold(attempt) : await world.hear(attempt, one);
  }
  return attempt;
}

describe("the Settling table, through the walk", () => {
  it.each<[string, string, Answer, Later[], string, bigint]>([
    ["billed at hand-over, accepted", "on-submit", accepting(), [], "CHARGED", submitPrice],
    ["and delivered", "on-submit", accepting(), [delivered], "CHARGED", submitPrice],
    ["and undelivered: stays", "on-submit", accepting(), [undelivered], "CHARGED", submitPrice],
    ["billed at hand-over, rejected", "on-submit", rejecting(), [], "RELEASED", 0n],
    ["and rejected by a receipt", "on-submit", accepting(), [rejected], "RELEASED", 0n],
    ["billed at hand-over, unknown", "on-submit", silent(), [], "HELD", 0n],
    ["and to the end", "on-submit", silent(), ["hold_over"], "MAYBE", submitPrice],
    ["billed on delivery, accepted", "on-delivery", accepting(), [], "HELD", 0n],
    ["and delivered", "on-delivery", accepting(), [delivered], "CHARGED", deliveryPrice],
    ["and undelivered", "on-delivery", accepting(), [undelivered], "RELEASED", 0n],
    ["and rejected by a receipt", "on-delivery", accepting(), [rejected], "RELEASED", 0n],
    ["billed on delivery, rejected", "on-delivery", rejecting(), [], "RELEASED", 0n],
    ["and no receipt in time", "on-delivery", accepting(), ["hold_over"], "RELEASED", 0n],
    ["billed on delivery, unknown", "on-delivery", silent(), [], "HELD", 0n],
    ["and to the end", "on-delivery", silent(), ["hold_over"], "MAYBE", deliveryPrice],
    // What the adapter says of billing beats the table.
    ["charged at once", "on-delivery", accepting(1, { charged: "yes" }), [], "CHARGED", 31_000n],
    ["taken for nothing", "on-submit", accepting(1, { charged: "no" }), [], "RELEASED", 0n],
    ["refused, and billed", "on-submit", rejecting("yes"), [], "CHARGED", submitPrice],
    ["refused, perhaps billed", "on-submit", rejecting("maybe"), [], "HELD", 0n],
    ["lost, and not billed", "on-submit", silent("no"), [], "RELEASED", 0n],
    ["lost, and billed", "on-delivery", silent("yes"), [], "CHARGED", deliveryPrice],
  ])("%s (%s)", async (_, plan, answer, later, charge, cost) => {
    const attempt = await walk(plan, answer, ...later);

    const held = charge === "HELD" ? attempt.holdMicros : 0n;
    const price = plan === "on-submit" ? submitPrice : deliveryPrice;
    expect(attempt).toMatchObject({ holdMicros: price, billedOn: billing[plan] });
    expect(await world.money(attempt)).toMatchObject({
      charge,
      cost,
      sendCost: cost,
      sendHeld: held,
    });
    expect((await world.attemptOf(attempt.sendId)).settledAt === null).toBe(charge === "HELD");
  });
});

const billing: Readonly<Record<string, string>> = {
  "on-submit": "SUBMITTED",
  "on-delivery": "DELIVERED",
};

describe("what comes late", () => {
  it("settles what was in doubt, as a charge or as nothing, and is spent once", async () => {
    const echo = async (plan: string, receipt: Later): Promise<readonly string[]> => {
      const attempt = await walk(plan, silent(), "hold_over");
      await world.hear(attempt, { ...(receipt as object), reference: world.referenceOf(attempt) });
      return (await world.money(attempt)).entries.slice(2);
    };

    expect(await echo("on-submit", delivered)).toEqual(["CHARGE MAYBE>CHARGED 49000"]);
    expect(await echo("on-delivery", undelivered)).toEqual(["RELEASE MAYBE>FUNDS 31000"]);
  });

  it("tells the id of a message whose answer was lost", async () => {
    const attempt = await world.start("on-delivery", silent());
    const reference = world.referenceOf(attempt);
    const vendorMessageId = `late-${attempt.id}`;

    await world.hear(attempt, { status: "ACCEPTED_BY_CARRIER", reference, vendorMessageId });
    const settled = await world.hear(attempt, { status: "DELIVERED", vendorMessageId });

    expect(settled).toMatchObject({
      status: "DELIVERED",
      charge: "CHARGED",
      vendorMessageIds: [vendorMessageId],
    });
  });

  it("is booked as a late charge when the hold was released long ago", async () => {
    const attempt = await walk("on-delivery", accepting(), "hold_over", delivered);

    expect(await world.money(attempt)).toMatchObject({
      charge: "CHARGED",
      cost: deliveryPrice,
      entries: [
        "HOLD FUNDS>HELD 31000",
        "RELEASE HELD>FUNDS 31000",
        "LATE_CHARGE FUNDS>CHARGED 31000",
      ],
    });
    const types = (await world.events(attempt.sendId)).map((event) => event.type);
    expect(types.at(-1)).toMatch(/DELIVERED|COST_CHANGED/);
  });

  it("moves nothing when it is a repeat", async () => {
    const attempt = await walk("on-delivery", accepting(), delivered);
    const once = await world.money(attempt);

    await world.hear(attempt, delivered, delivered);
    await world.hear(attempt, delivered);

    expect(await world.money(attempt)).toEqual(once);
  });

  it("takes the charge back as a row of its own, once however often it is said", async () => {
    const attempt = await walk("on-submit", accepting(), undelivered);
    const refund = { ...undelivered, isRefund: true, price: usd(49_000n) };

    await world.hear(attempt, refund, refund);
    await world.hear(attempt, refund);

    expect(await world.money(attempt)).toMatchObject({
      charge: "RELEASED",
      cost: 0n,
      entries: ["HOLD FUNDS>HELD 49000", "CHARGE HELD>CHARGED 49000", "REFUND CHARGED>FUNDS 49000"],
    });
    const last = (await world.events(attempt.sendId)).at(-1);
    expect(last).toMatchObject({ type: "COST_CHANGED", costMicros: 0n, heldMicros: 0n });
  });

  it("names another price: more is booked beyond the hold, less is given back", async () => {
    const dear = await walk("on-delivery", accepting(), { ...delivered, price: usd(41_000n) });
    const cheap = await walk("on-delivery", accepting(), { ...delivered, price: usd(11_000n) });
    const later = await walk("on-submit", accepting(), { ...delivered, price: usd(51_000n) });

    expect((await world.money(dear)).entries.slice(1)).toEqual([
      "CHARGE HELD>CHARGED 31000",
      "OVERRUN FUNDS>CHARGED 10000",
    ]);
    expect((await world.money(cheap)).entries.slice(1)).toEqual([
      "CHARGE HELD>CHARGED 11000",
      "RELEASE HELD>FUNDS 20000",
    ]);
    expect((await world.money(later)).entries.slice(1)).toEqual([
      "CHARGE HELD>CHARGED 49000",
      "LATE_CHARGE FUNDS>CHARGED 2000",
    ]);
  });

  it("names a price in another currency than agreed, which is kept but not booked", async () => {
    const price = { micros: 999n, currency: "EUR" };
    const attempt = await walk("on-delivery", accepting(), { ...delivered, price });

    expect(await world.money(attempt)).toMatchObject({ charge: "CHARGED", cost: deliveryPrice });
    const { rows } = await world.database.owner.query(
      "select price_micros as micros, price_currency as currency from receipt " +
        "where attempt_id = $1",
      [attempt.id],
    );
    expect(rows).toEqual([price]);
  });
});
