import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openMarket } from "../../src/market/market.js";
import { checkScenario, parseScenario } from "../../src/market/parse-scenario.js";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const odd = fc.oneof(fc.jsonValue(), fc.constantFrom("__proto__", "constructor", -1, "+55"));
const prices = fc.uniqueArray(fc.constantFrom("BR", "BR/vivo", "DE", "*"), { minLength: 1 });

/** Sound scenarios: two cells, and routes that are offered in some of them. */
const sound = fc
  .array(
    fc.record({
      prices,
      price: share,
      deliver: share,
      bill: fc.constantFrom("accept", "delivery"),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((routes) => ({
    format: "otp-market/1",
    name: "generated",
    cells: [
      { id: "BR/vivo", country: "BR" },
      { id: "DE/o2", country: "DE" },
    ],
    routes: routes.map((route, index) => ({
      id: `route-${index}`,
      vendor: `vendor-${index % 2}`,
      channel: "sms",
      bill: route.bill,
      price: Object.fromEntries(route.prices.map((key) => [key, route.price])),
      deliver: { "*": route.deliver },
    })),
    drift: { sigma_logit: 0.3 },
  }));

/** Sound ones with one member replaced by something odd, at the top or in the first route. */
const spoilt = fc
  .tuple(
    sound,
    fc.constantFrom("cells", "routes", "events", "user", "plan", "pumping", "price", "id"),
    odd,
  )
  .map(([scenario, member, value]) =>
    member === "price" || member === "id"
      ? { ...scenario, routes: [{ ...scenario.routes[0], [member]: value }] }
      : { ...scenario, [member]: value },
  );

describe("reading a scenario", () => {
  it("never throws, and says what is wrong where it refuses", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), spoilt), (value) => {
        const parsed = checkScenario(value, "file");

        expect(
          parsed.ok || (parsed.problems.length > 0 && parsed.message.startsWith("file: ")),
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("gives back a market in which everything that is priced can be asked for", () => {
    fc.assert(
      fc.property(sound, (value) => {
        const parsed = checkScenario(value, "file");
        if (!parsed.ok) {
          throw new Error(parsed.message);
        }
        const market = openMarket(parsed.scenario, 1);
        for (const one of market.routes) {
          for (const place of market.cells) {
            const now = market.at(one, place, 1000);

            expect(now !== undefined).toBe(market.isOffered(one, place));
            expect(now === undefined || (now.deliver >= 0 && now.deliver <= 1)).toBe(true);
          }
        }
      }),
    );
  });

  it("takes no text that is not a scenario, and throws at none", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseScenario(text, "file").ok).toBe(false);
      }),
    );
  });
});
