import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkScenario, parseScenario } from "../../src/market/parse-scenario.js";

const folder = new URL("scenarios/", import.meta.url);
const files = readdirSync(folder);

const small = {
  format: "otp-market/1",
  name: "small",
  cells: [{ id: "BR/vivo", country: "BR" }],
  routes: [
    { id: "a", vendor: "a", channel: "sms", price: { BR: 0.02 }, deliver: { "*": 0.9 } },
    { id: "b", vendor: "b", channel: "email", price: { "*": 0.001 }, deliver: { "*": 0.9 } },
  ],
};

function problemsOf(changes: object) {
  const parsed = checkScenario({ ...small, ...changes }, "f.json");
  return parsed.ok ? [] : parsed.problems;
}

function route(changes: object) {
  return { routes: [{ ...small.routes[0], ...changes }] };
}

describe("a scenario file", () => {
  it.each(files)("%s of the open market set is taken as it is", (file) => {
    const parsed = parseScenario(readFileSync(new URL(file, folder), "utf8"), file);

    expect(parsed).toMatchObject({
      ok: true,
      scenario: { cells: { length: 12 }, currency: "USD" },
    });
  });

  it("may leave out whatever has a default", () => {
    const parsed = checkScenario(small, "f.json");

    expect(parsed).toMatchObject({
      ok: true,
      scenario: {
        horizon_s: 172_800,
        cells: [{ weight: 1, dead: 0, no_whatsapp: 0, prefixes: [], mccmnc: null }],
        routes: [{ bill: "accept", accept: 1, cap_per_s: null }, {}],
        traffic: { sends_per_day: 15_000, diurnal: { amplitude: 0 } },
        user: { verify0: { "*": 0.9 }, max_resends: 2 },
        plan: { allowed: "*", max_attempts: 4, budget: null },
      },
    });
  });

  it("takes the channels, prefixes and network codes that the sandbox adds", () => {
    const cells = [{ id: "ID/x", country: "ID", prefixes: ["62811"], mccmnc: "51010" }];
    const channels = ["email", "missed_call", "telegram"].map((channel) => ({
      ...small.routes[1],
      id: channel,
      channel,
    }));

    expect(problemsOf({ cells, routes: channels })).toEqual([]);
  });

  it.each([
    ["another format", { format: "otp-market/2" }, "format"],
    ["an unknown member", { colour: "red" }, "colour"],
    ["an unknown member deep inside", { user: { patience: 3 } }, "user.patience"],
    ["a misspelt event setting", { events: [{ set: { deliver: 0 } }] }, "events[0].set.deliver"],
    ["a share above 1", route({ accept: 1.5 }), "routes[0].accept"],
    ["a negative price", route({ price: { BR: -1 } }), "routes[0].price.BR"],
    ["an unknown channel", route({ channel: "pigeon" }), "routes[0].channel"],
    ["a misspelt network", route({ price: { "BR/vvo": 1 } }), 'routes[0].price["BR/vvo"]'],
    ["a price without a delivery rate", route({ deliver: {} }), "routes[0].deliver"],
    ["no routes", { routes: [] }, "routes"],
    ["a route twice", { routes: [small.routes[0], small.routes[0]] }, "routes[1].id"],
    [
      "a prefix with a plus",
      { cells: [{ ...small.cells[0], prefixes: ["+55"] }] },
      "cells[0].prefixes[0]",
    ],
    ["an end before its start", { events: [{ at: 9, until: 3, set: {} }] }, "events[0].until"],
    [
      "an event of nobody",
      { events: [{ where: { vendor: "z" }, set: {} }] },
      "events[0].where.vendor",
    ],
    ["an attack on no cell", { pumping: [{ cell: "X", per_hour: 1 }] }, "pumping[0].cell"],
    ["a plan with an unknown route", { plan: { order: ["a", "z"] } }, "plan.order[1]"],
    ["a zero horizon", { horizon_s: 0 }, "horizon_s"],
    [
      "more sends than anybody could wait for",
      { traffic: { sends_per_day: 1e12 } },
      "traffic.sends_per_day",
    ],
    ["weights that are all 0", { cells: [{ ...small.cells[0], weight: 0 }] }, "cells"],
  ])("is refused for %s, at its path", (_, changes, path) => {
    expect(problemsOf(changes)).toEqual([{ path, rule: expect.stringMatching(/\w/) }]);
  });

  it("is refused with file, path and rule in one line when it is no scenario at all", () => {
    expect(parseScenario("{", "x.json")).toMatchObject({
      message: expect.stringMatching(/^x\.json: must be JSON/),
    });
    expect(checkScenario({ ...small, horizon_s: "long" }, "x.json")).toMatchObject({
      message: expect.stringMatching(/^x\.json: horizon_s: .+number/),
    });
  });

  it("may price countries that it has no cell in", () => {
    expect(problemsOf(route({ price: { BR: 1, DE: 2, "DE/o2": 3 } }))).toEqual([]);
  });
});
