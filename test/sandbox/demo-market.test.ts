import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { parseRate } from "../../src/core/money.js";
import { networkOf } from "../../src/core/network.js";
import { channels } from "../../src/core/otp/status.js";
import { demoRates } from "../../src/manage/seed/demo-rates.js";
import { checkRate } from "../../src/core/rates/rate-row.js";
import { numberFacts } from "../../src/market/attempt-fate.js";
import { cellFinder } from "../../src/market/cell-finder.js";
import { keyOf } from "../../src/market/coin.js";
import { openMarket } from "../../src/market/market.js";
import { marketRateSheet } from "../../src/market/rate-sheet.js";
import { exampleNumbers, liveNumbers } from "../../src/sandbox/example-numbers.js";
import { openDemoScenario } from "../../src/sandbox/open-demo-scenario.js";
import { demoProfiles } from "../../src/sandbox/vendor-profiles.js";

const scenario = openDemoScenario();
const market = openMarket(scenario, 1);

describe("the demo market", () => {
  it("has at least eight vendors over five channels, each with a profile", () => {
    const vendors = new Set(scenario.routes.map((route) => route.vendor));
    const channels = new Set(scenario.routes.map((route) => route.channel));

    expect(vendors.size).toBeGreaterThanOrEqual(8);
    expect([...channels]).toEqual(
      expect.arrayContaining(["sms", "whatsapp", "email", "voice", "missed_call"]),
    );
    expect(demoProfiles.map((one) => one.vendor).toSorted()).toEqual([...vendors].toSorted());
    expect(demoProfiles.filter((one) => !one.echoesReference)).toHaveLength(2);
  });

  it.each(["ID", "IN", "BR", "NG", "DE", "US"])(
    "has several networks in %s, each offered by two SMS vendors or more",
    (country) => {
      const cells = market.cells.filter((cell) => cell.country === country);
      const sms = market.routes.filter((route) => route.channel === "sms");

      expect(cells.length).toBeGreaterThanOrEqual(3);
      for (const cell of cells) {
        expect(sms.filter((route) => market.isOffered(route, cell)).length).toBeGreaterThanOrEqual(
          2,
        );
      }
    },
  );

  it.each(scenario.cells.map((cell) => cell.id))(
    "has valid numbers of %s, which lead back to it",
    (id) => {
      const numbers = exampleNumbers(scenario, id, 40);
      const finder = cellFinder(market);
      const country = id.slice(0, 2);

      expect(new Set(numbers).size).toBe(40);
      for (const number of numbers) {
        expect(parsePhoneNumberFromString(number)).toMatchObject({ country, number });
        expect(parsePhoneNumberFromString(number)?.isValid()).toBe(true);
        expect(finder.byPrefix(number)?.id).toBe(id);
      }
      const prefixes = scenario.cells.find((cell) => cell.id === id)?.prefixes ?? [];
      expect(prefixes.every((prefix) => numbers.some((one) => one.startsWith(`+${prefix}`)))).toBe(
        true,
      );
    },
  );

  it.each(scenario.cells.filter((cell) => cell.country !== "US"))(
    "has $id where the platform's table of networks has it",
    ({ id, mccmnc }) => {
      const networks = exampleNumbers(scenario, id, 40).map((number) => networkOf(number));

      expect(new Set(networks.map((network) => `${network?.mcc}${network?.mnc}`))).toEqual(
        new Set([mccmnc]),
      );
    },
  );

  it("has numbers to show that are in use and on WhatsApp", () => {
    const cell = market.cellById.get("US/att");
    const numbers = liveNumbers(market, "US/att", 20);
    const all = exampleNumbers(scenario, "US/att", 200);
    const isLive = (number: string) => {
      const facts = cell && numberFacts(market, keyOf(number), cell);
      return facts?.isDead === false && facts.hasWhatsapp;
    };

    expect(numbers).toHaveLength(20);
    expect(numbers.every(isLive)).toBe(true);
    expect(all.every(isLive)).toBe(false);
  });

  it("has a rate sheet per vendor: country and network prices, claims and upstreams", () => {
    const sheet = marketRateSheet(scenario, "nusatext");

    expect(sheet[0]).toEqual({
      line: 1,
      effectiveFrom: null,
      channel: "SMS",
      country: "ID",
      mcc: null,
      mnc: null,
      price: "0.027000",
      currency: "USD",
      billedOn: "DELIVERED",
      declaredDeliveryRate: 0.95,
      upstream: "nt",
    });
    expect(sheet[1]).toMatchObject({ country: "ID", mcc: "510", mnc: "10", price: "0.031000" });
    expect(marketRateSheet(scenario, "postwing")).toMatchObject([
      { channel: "EMAIL", country: null, price: "0.000400" },
    ]);
    expect(marketRateSheet(scenario, "nobody")).toEqual([]);
  });

  it("has nothing in its rate sheets that an import would refuse", () => {
    for (const { vendor, unit } of demoProfiles) {
      const rows = marketRateSheet(scenario, vendor, unit);
      const checked = rows.map((row) => checkRate(row, channels, new Date(0)));

      expect(checked.filter((row) => "reason" in row)).toEqual([]);
      expect(checked).toMatchObject(rows.map(({ line }) => ({ line })));
    }
  });

  it("has an exchange rate from every currency that its vendors bill in to the market's", () => {
    const foreign = demoProfiles.filter((one) => one.unit.currency !== scenario.currency);
    const known = demoRates().filter((one) => one.quote === scenario.currency);

    expect(foreign.length).toBeGreaterThan(0);
    expect(known.map((one) => one.base)).toEqual(
      expect.arrayContaining(foreign.map((one) => one.unit.currency)),
    );
    expect(
      demoRates()
        .map((one) => parseRate(one.rate))
        .includes(null),
    ).toBe(false);
  });

  it("prices every route of every vendor exactly once per country and network", () => {
    for (const { vendor, unit } of demoProfiles) {
      const keys = marketRateSheet(scenario, vendor, unit).map((row) =>
        [row.channel, row.country, row.mcc, row.mnc].join(),
      );

      expect(keys.length).toBeGreaterThan(0);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
