import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptFate, type AttemptContext } from "../../src/market/attempt-fate.js";
import { openMarket, type Market } from "../../src/market/market.js";
import { checkScenario } from "../../src/market/parse-scenario.js";

function marketWith(changes: object, route: object = {}, seed = 1): Market {
  const base = {
    format: "otp-market/1",
    name: "test",
    cells: [{ id: "BR/vivo", country: "BR", dead: 0.04, no_whatsapp: 0.2 }],
    routes: [
      {
        id: "a",
        vendor: "a",
        channel: "sms",
        price: { "*": 0.02 },
        deliver: { "*": 0.9 },
        accept: 0.98,
        latency: { "*": { median_s: 4, sigma: 0.5 } },
        dlr: { "*": { coverage: 0.9, false_delivered: 0.1, fail_report: 0.6 } },
        ...route,
      },
    ],
  };
  const parsed = checkScenario({ ...base, ...changes }, "test");
  if (!parsed.ok) {
    throw new Error(parsed.message);
  }
  return openMarket(parsed.scenario, seed);
}

function contextOf(market: Market, changes: Partial<AttemptContext> = {}): AttemptContext {
  const [cell] = market.cells;
  const [route] = market.routes;
  if (cell === undefined || route === undefined) {
    throw new Error("an empty market");
  }
  const still = { attemptOnRoute: 0, atSec: 0, lostOnUpstream: 0, queueSec: 0, isAttack: false };
  return { sendKey: 1, cell, route, ...still, ...changes };
}

const samples = 40_000;

function fates(market: Market, changes: Partial<AttemptContext> = {}) {
  return Array.from({ length: samples }, (_, sendKey) =>
    attemptFate(market, contextOf(market, { ...changes, sendKey })),
  );
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.filter(test).length / items.length;
}

// Five standard deviations of the widest share, 0.5, at 1,000 samples or more are below this.
const near = (value: number) => expect.closeTo(value, 1);

function expectShare(actual: number, wanted: number, count = samples) {
  const deviation = Math.sqrt((wanted * (1 - wanted)) / count);
  expect(Math.abs(actual - wanted)).toBeLessThan(5 * deviation + 1e-9);
}

describe("the fate of an attempt", () => {
  it("is the same for the same seed, send, route and attempt, whatever was asked before", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat({ max: 0xffffffff }),
        fc.nat({ max: 5 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        (seed, sendKey, attemptOnRoute, others) => {
          const drift = { sigma_logit: 0.1, revert: 0.02 };
          const one = marketWith({ drift }, {}, seed);
          const other = marketWith({ drift }, {}, seed);
          const ask = { sendKey, attemptOnRoute, atSec: 5000 };
          for (const atSec of others) {
            attemptFate(other, contextOf(other, { sendKey: atSec, atSec: atSec % 90_000 }));
          }
          const fate = attemptFate(one, contextOf(one, ask));

          expect(attemptFate(other, contextOf(other, ask))).toEqual(fate);
        },
      ),
    );
  });

  it("comes as often as the scenario says", () => {
    const all = fates(marketWith({}));
    const taken = all.filter((fate) => fate.refusedBecause === null);
    const arrived = taken.filter((fate) => fate.arrivesAfterSec !== null);
    const lost = taken.filter((fate) => fate.arrivesAfterSec === null);

    expectShare(taken.length / all.length, 0.98);
    expectShare(arrived.length / taken.length, 0.9 * 0.96, taken.length);
    expectShare(
      share(arrived, (fate) => fate.receipt !== null),
      0.9,
      arrived.length,
    );
    expectShare(
      share(lost, (fate) => fate.receipt?.isDelivered === true),
      0.1,
      lost.length,
    );
    expectShare(
      share(lost, (fate) => fate.receipt?.isDelivered === false),
      0.9 * 0.6,
      lost.length,
    );
    expect(all.filter((fate) => fate.refusedBecause !== null)).toEqual(
      expect.arrayContaining([expect.objectContaining({ isBilled: false, receipt: null })]),
    );
  });

  it("has lognormal latencies around the median, with the tail that the scenario says", () => {
    const latency = { "*": { median_s: 4, sigma: 0.5, tail_p: 0.1, tail_mult: 100 } };
    const taken = fates(marketWith({}, { latency, accept: 1 }));
    const sorted = taken.map((fate) => fate.latencySec).toSorted((a, b) => a - b);

    expectShare(
      share(taken, (fate) => fate.latencySec > 40),
      0.1,
    );
    // The median of all is the 0.5/0.9 quantile of the body.
    expect(sorted[Math.floor(0.45 * samples)]).toEqual(near(4));
  });

  it("never reports a delivery before the message arrives", () => {
    const delays = fates(marketWith({})).flatMap(({ arrivesAfterSec, receipt }) =>
      arrivesAfterSec === null || receipt === null ? [] : receipt.afterSec - arrivesAfterSec,
    );

    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0.499);
    expect(Math.max(...delays)).toBeLessThanOrEqual(2.001);
  });

  it("reports losses after 6 to 46 s, and within 5 s on WhatsApp, where it knows strangers", () => {
    const sms = fates(marketWith({})).flatMap(({ receipt }) =>
      receipt?.isDelivered === false ? receipt.afterSec : [],
    );
    const whatsapp = fates(marketWith({}, { channel: "whatsapp", accept: 1 }));
    const strangers = whatsapp.filter((fate) => fate.lossCause === "not_on_channel");
    const told = strangers.filter((fate) => fate.receipt?.isDelivered === false);

    expect([Math.min(...sms) >= 6, Math.max(...sms) <= 46]).toEqual([true, true]);
    expectShare(strangers.length / samples, 0.96 * 0.2);
    expectShare(told.length / strangers.length, 0.9 * 0.95, strangers.length);
    expect(told.every((fate) => (fate.receipt?.afterSec ?? 0) <= 5)).toBe(true);
  });

  it("keeps a dead number dead on every route and attempt, but not for e-mail", () => {
    const market = marketWith({}, { accept: 1 });
    const dead = Array.from({ length: 2000 }, (_, sendKey) => sendKey).filter(
      (sendKey) => attemptFate(market, contextOf(market, { sendKey })).lossCause === "dead_number",
    );
    const again = dead.map((sendKey) =>
      attemptFate(market, contextOf(market, { sendKey, attemptOnRoute: 3 })),
    );
    const email = marketWith(
      { cells: [{ id: "BR/vivo", country: "BR", dead: 1 }] },
      { channel: "email", accept: 1 },
    );

    expect(dead.length).toBeGreaterThan(40);
    expect(again.every((fate) => fate.lossCause === "dead_number")).toBe(true);
    expectShare(
      share(fates(email), (fate) => fate.arrivesAfterSec !== null),
      0.9,
    );
  });

  it("arrives less often on an upstream that lost the send before", () => {
    const all = fates(marketWith({}, { accept: 1 }), { lostOnUpstream: 2 });
    const arrived = share(all, (fate) => fate.arrivesAfterSec !== null);

    expect(Math.abs(arrived - 0.9 * 0.25 * 0.96)).toBeLessThan(0.011);
  });

  it("is refused when the queue is longer than 15 s, and later when it is shorter", () => {
    const market = marketWith({}, { accept: 1, deliver: { "*": 1 } });
    const [now, later, never] = [0, 10, 16].map((queueSec) =>
      attemptFate(market, contextOf(market, { queueSec, isAttack: true })),
    );

    expect(never).toMatchObject({ refusedBecause: "queue_full", answeredAfterSec: 0.2 });
    expect((later?.arrivesAfterSec ?? 0) - (now?.arrivesAfterSec ?? 0)).toBeCloseTo(10);
  });

  it("is billed by delivery-billed routes only when they say delivered, lies included", () => {
    const all = fates(marketWith({}, { bill: "delivery" }));

    expect(all.every((fate) => fate.isBilled === (fate.receipt?.isDelivered === true))).toBe(true);
    expect(all.some((fate) => fate.isBilled && fate.arrivesAfterSec === null)).toBe(true);
  });

  it("never meets a dead or unreachable number in an attack", () => {
    const all = fates(marketWith({}, { channel: "whatsapp", deliver: { "*": 1 }, accept: 1 }), {
      isAttack: true,
    });

    expect(all.every((fate) => fate.arrivesAfterSec !== null)).toBe(true);
  });
});

describe("what holds in a market at a moment", () => {
  const where = { vendor: "a", country: ["BR", "BR"], cell: "BR/vivo" };
  const event = {
    at: 100,
    until: 200,
    where,
    set: { deliver_mult: 0.5, tail_p: 1, price_mult: 2 },
  };

  function at(market: Market, atSec: number) {
    const { cell, route } = contextOf(market);
    return market.at(route, cell, atSec);
  }

  it("follows an event from its start until its end", () => {
    const market = marketWith({ events: [event] });

    expect([
      at(market, 99)?.deliver,
      at(market, 100)?.deliver,
      at(market, 199)?.deliver,
      at(market, 200)?.deliver,
    ]).toEqual([0.9, 0.45, 0.45, 0.9]);
    expect(at(market, 150)).toMatchObject({ tailP: 1, price: 0.04 });
  });

  it("lets an event grow over its ramp", () => {
    const market = marketWith({ events: [{ ...event, ramp_s: 40 }] });

    expect(at(market, 110)?.deliver).toBeCloseTo(0.9 * 0.875);
    expect(at(market, 110)?.tailP).toBeCloseTo(0.25);
    expect(at(market, 140)?.deliver).toBeCloseTo(0.45);
  });

  it("leaves routes and cells alone that an event does not name", () => {
    const elsewhere = { ...event, where: { ...where, upstream: ["a"], route: "a" } };
    const cells = [
      { id: "BR/vivo", country: "BR" },
      { id: "BR/tim", country: "BR" },
    ];
    const market = marketWith({ events: [elsewhere], cells });
    const { route } = contextOf(market);
    const tim = market.cellById.get("BR/tim");

    expect(tim && market.at(route, tim, 150)?.deliver).toBe(0.9);
    expect(at(market, 150)?.deliver).toBe(0.45);
  });

  it("offers nothing where a route has no price", () => {
    const market = marketWith({}, { price: { DE: 1 }, deliver: {} });

    expect(at(market, 0)).toBeUndefined();
    expect(attemptFate(market, contextOf(market)).refusedBecause).toBe("not_offered");
  });

  it("drifts in small steps that hold for a while and pull back to where they began", () => {
    const market = marketWith({ drift: { step_s: 900, sigma_logit: 0.3, revert: 0.1 } });
    const offsets = Array.from({ length: 4000 }, (_, step) => {
      const deliver = at(market, step * 900)?.deliver ?? 0;
      return Math.log(deliver / (1 - deliver)) - Math.log(9);
    });
    const variance = offsets.reduce((sum, offset) => sum + offset * offset, 0) / offsets.length;

    expect(at(market, 950)).toEqual(at(market, 1700));
    expect(offsets[1]).not.toBe(0);
    // sigma² / (1 - (1 - revert)²) of an autoregressive walk.
    expect(variance).toBeGreaterThan(0.3);
    expect(variance).toBeLessThan(0.7);
  });
});
