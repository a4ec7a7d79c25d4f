import { describe, expect, it } from "vitest";
import type { PlanStep, StepVendor } from "../../../src/core/plan/plan.js";
import { nothingMeasured } from "../../../src/core/route/evidence.js";
import { candidatesOf, type RouteRequest, senderOf } from "../../../src/core/route/eligibility.js";
import {
  accountKey,
  breakerKey,
  indexPrices,
  type OfferPriceRow,
  pauseKey,
  rateKey,
  type RouteAccount,
  type RouteSnapshot,
  senderKey,
} from "../../../src/core/route/route-snapshot.js";

const now = new Date("2026-03-01T10:00:00Z");
const earlier = new Date("2026-02-01T00:00:00Z");

function account(over: Partial<RouteAccount> = {}): RouteAccount {
  return {
    accountId: "acc-a",
    vendorId: "ven-a",
    vendorSlug: "a",
    channels: ["SMS", "EMAIL"],
    senderRequiredOn: [],
    senders: new Map(),
    isDisconnected: false,
    isStopped: false,
    ...over,
  };
}

function price(over: Partial<OfferPriceRow> = {}): OfferPriceRow {
  return {
    owner: "ven-a",
    channel: "SMS",
    country: "ID",
    network: null,
    micros: 8_000n,
    currency: "USD",
    billedOn: "SUBMITTED",
    effectiveFrom: earlier,
    effectiveUntil: null,
    ...over,
  };
}

function snapshot(
  prices: readonly OfferPriceRow[],
  over: Partial<RouteSnapshot> = {},
): RouteSnapshot {
  return {
    accounts: new Map([[accountKey("a", null), account()]]),
    ...indexPrices(prices),
    rates: new Map(),
    pauses: new Set(),
    breakers: new Map(),
    quality: nothingMeasured,
    ...over,
  };
}

function request(over: Partial<RouteRequest> = {}, vendors?: readonly StepVendor[]): RouteRequest {
  const step: PlanStep = {
    channel: "SMS",
    vendors: vendors ?? [{ vendor: "a", accountId: null, weight: null }],
    strategy: "PRIORITY",
    advanceOn: [],
    waitSec: 20,
    waitFor: "DELIVERED",
    maxAttempts: 1,
    countries: null,
  };
  return {
    step,
    vendorIndexes: step.vendors.map((_, index) => index),
    country: "ID",
    network: "51010",
    partsOf: () => 1,
    tenantCurrency: "USD",
    capMicros: null,
    ...over,
  };
}

function only(state: RouteSnapshot, asked: RouteRequest = request(), when = now) {
  const [first] = candidatesOf(state, asked, when);
  if (first === undefined) {
    throw new Error("no candidate");
  }
  return first;
}

describe("which price", () => {
  const network = price({ network: "51010", micros: 1n });
  const otherNetwork = price({ network: "51011", micros: 9n });
  const country = price({ micros: 2n });
  const everywhere = price({ country: null, micros: 3n });
  const own = price({ owner: "acc-a", micros: 4n });
  const ownNetwork = price({ owner: "acc-a", network: "51010", micros: 5n });
  const unknown = { network: null };

  it.each<[string, OfferPriceRow[], Partial<RouteRequest>, bigint | undefined]>([
    ["the account's own for the network", [own, ownNetwork, network], {}, 5n],
    ["the account's own before any list price", [network, country, own], {}, 4n],
    ["the network's before the country's", [country, network, everywhere], {}, 1n],
    ["the country's when the network has none", [country, otherNetwork, everywhere], {}, 2n],
    ["the country's when the network is unknown", [country, network], unknown, 2n],
    [
      "the dearest network's when the network is unknown",
      [network, otherNetwork, everywhere],
      unknown,
      9n,
    ],
    ["never another network's when the network is known", [otherNetwork], {}, undefined],
    ["the one for everywhere last", [everywhere], {}, 3n],
    [
      "the one for everywhere without a country",
      [everywhere, country],
      { country: null, network: null },
      3n,
    ],
    [
      "none of a country for a recipient without one",
      [country],
      { country: null, network: null },
      undefined,
    ],
    ["none of another channel", [price({ channel: "VOICE" })], {}, undefined],
  ])("takes %s", (_, prices, over, micros) => {
    expect(only(snapshot(prices), request(over)).price?.micros).toBe(micros);
  });

  it("takes the version in force at the moment", () => {
    const change = new Date("2026-03-01T12:00:00Z");
    const versions = [
      price({ micros: 20n, effectiveFrom: change }),
      price({ micros: 10n, effectiveUntil: change }),
    ];

    expect(only(snapshot(versions)).price?.micros).toBe(10n);
    expect(only(snapshot(versions), request(), change).price?.micros).toBe(20n);
    expect(only(snapshot(versions), request(), new Date("2026-01-01")).skippedBecause).toBe(
      "NO_OFFER",
    );
  });

  it("offers nothing from the moment on at which the last version ends", () => {
    const ended = [price({ effectiveUntil: now })];

    expect(only(snapshot(ended), request(), new Date(now.getTime() - 1)).skippedBecause).toBeNull();
    expect(only(snapshot(ended)).skippedBecause).toBe("NO_OFFER");
  });

  it("compares networks of different currencies in the tenant's", () => {
    const prices = [
      price({ network: "51010", micros: 100n, currency: "IDR" }),
      price({ network: "51011", micros: 1n, currency: "USD" }),
    ];
    const rates = new Map([[rateKey("IDR", "USD"), [{ rate: "0.00006", effectiveFrom: earlier }]]]);

    expect(only(snapshot(prices, { rates }), request(unknown)).price?.currency).toBe("USD");
  });
});

describe("what an attempt would hold", () => {
  const rates = new Map([
    [
      rateKey("USD", "IDR"),
      [
        { rate: "15000", effectiveFrom: earlier },
        { rate: "15800.25", effectiveFrom: new Date("2026-02-15") },
        { rate: "20000", effectiveFrom: new Date("2026-04-01") },
      ],
    ],
  ]);

  it("is the price of all parts at the rate in force, rounded once", () => {
    const state = snapshot([price({ micros: 8_251n })], { rates });
    const found = only(state, request({ tenantCurrency: "IDR", partsOf: () => 3 }));

    expect(found).toMatchObject({
      parts: 3,
      exchangeRate: "15800.25",
      tenantPriceMicros: 391_103_588n,
      skippedBecause: null,
    });
  });

  it("cannot be told without an exchange rate", () => {
    expect(only(snapshot([price()]), request({ tenantCurrency: "IDR" }))).toMatchObject({
      skippedBecause: "NO_EXCHANGE_RATE",
      exchangeRate: null,
      tenantPriceMicros: null,
    });
  });

  it("must not be dearer than what is left of the cap", () => {
    const state = snapshot([price({ micros: 8_000n })]);
    const two = { partsOf: () => 2 };

    expect(only(state, request({ ...two, capMicros: 16_000n })).skippedBecause).toBeNull();
    expect(only(state, request({ ...two, capMicros: 15_999n })).skippedBecause).toBe(
      "DEARER_THAN_CAP",
    );
  });
});

describe("why a vendor is left out", () => {
  const withAccount = (over: Partial<RouteAccount>): RouteSnapshot =>
    snapshot([price()], { accounts: new Map([[accountKey("a", null), account(over)]]) });

  it.each([
    ["DISCONNECTED", withAccount({ isDisconnected: true })],
    ["ACCOUNT_STOPPED", withAccount({ isStopped: true })],
    ["CHANNEL_NOT_OFFERED", withAccount({ channels: ["EMAIL"] })],
    ["NO_SENDER", withAccount({ senderRequiredOn: ["SMS"] })],
    ["NO_ACCOUNT", snapshot([price()], { accounts: new Map() })],
    ["NO_OFFER", snapshot([price({ country: "BR" })])],
  ] as const)("%s", (reason, state) => {
    expect(only(state).skippedBecause).toBe(reason);
  });

  it("shows the vendors that were tried, and weighs the others in plan order", () => {
    const vendors = [
      { vendor: "a", accountId: null, weight: 3 },
      { vendor: "a", accountId: "acc-own", weight: 7 },
    ];
    const accounts = new Map([
      [accountKey("a", null), account()],
      [accountKey("a", "acc-own"), account({ accountId: "acc-own" })],
    ]);
    const asked = request({ vendorIndexes: [1] }, vendors);

    expect(candidatesOf(snapshot([price()], { accounts }), asked, now)).toMatchObject([
      { vendorIndex: 0, accountId: "acc-a", weight: 3, skippedBecause: "ALREADY_TRIED" },
      { vendorIndex: 1, accountId: "acc-own", weight: 7, skippedBecause: null },
    ]);
  });

  it.each([
    [pauseKey("ven-a", null, null), "ID"],
    [pauseKey("ven-a", "SMS", null), "ID"],
    [pauseKey("ven-a", null, "ID"), "ID"],
    [pauseKey("ven-a", "SMS", "ID"), "ID"],
    [pauseKey("ven-a", "SMS", null), null],
  ])("a pause %s holds in country %s", (pause, country) => {
    const prices = [price(), price({ country: null })];
    const found = only(snapshot(prices, { pauses: new Set([pause]) }), request({ country }));

    expect(found).toMatchObject({ skippedBecause: "PAUSED", breaker: "PINNED_OFF" });
  });

  it.each([
    pauseKey("ven-a", "VOICE", null),
    pauseKey("ven-a", null, "BR"),
    pauseKey("ven-b", null, null),
  ])("a pause %s does not", (pause) => {
    expect(only(snapshot([price()], { pauses: new Set([pause]) })).skippedBecause).toBeNull();
  });

  it("looks at the breaker last, and lets its probe through when it is due", () => {
    const open = {
      failures: 6,
      openedAt: earlier,
      probeAt: new Date(now.getTime() + 1),
      backoffSec: 30,
    };
    const breakers = new Map([[breakerKey("acc-a", "SMS", "ID"), open]]);

    expect(only(snapshot([price()], { breakers }))).toMatchObject({
      skippedBecause: "BREAKER_OPEN",
      breaker: "OPEN",
      failures: 6,
      isProbe: false,
    });
    expect(only(snapshot([], { breakers })).skippedBecause).toBe("NO_OFFER");
    const due = new Date(now.getTime() + 1);
    expect(only(snapshot([price()], { breakers }), request(), due)).toMatchObject({
      skippedBecause: null,
      breaker: "OPEN",
      isProbe: true,
    });
  });
});

describe("the sender", () => {
  const sender = account({
    senderRequiredOn: ["SMS"],
    senders: new Map([
      [senderKey("SMS", "ID"), "SANDI-ID"],
      [senderKey("SMS", null), "SANDI"],
    ]),
  });

  it("is the country's, else the one for all countries", () => {
    expect(senderOf(sender, "SMS", "ID")).toBe("SANDI-ID");
    expect(senderOf(sender, "SMS", "BR")).toBe("SANDI");
    expect(senderOf(sender, "SMS", null)).toBe("SANDI");
    expect(senderOf(sender, "VOICE", "ID")).toBeNull();
  });
});
