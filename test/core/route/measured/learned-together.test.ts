import { describe, expect, it } from "vitest";
import { ChannelPriors } from "../../../../src/core/route/measured/channel-priors.js";
import { decideRoute } from "../../../../src/core/route/measured/decide-route.js";
import type { EstimateView } from "../../../../src/core/route/measured/estimate-view.js";
import { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import { routeParameters } from "../../../../src/core/route/measured/parameters.js";
import { RouteSpace } from "../../../../src/core/route/measured/route-space.js";
import { firstRequest, optionsOf, spaceOf, type Story, teach } from "./routed-market.js";

describe("what people do and what a route is worth", () => {
  it("are told apart: a route whose codes are typed less lowers no other route", () => {
    const router = new MeasuredRouter(spaceOf(2, ["AA1", "AA2"]));
    // Codes of route 1 are typed half as often; in AA1 it carries nearly everything.
    const stories = Array.from({ length: 1500 }, (_, index): Story => {
      const cell = index % 3 === 0 ? 1 : 0;
      const route = cell === 1 || index % 20 === 1 ? 0 : 1;
      const isTyped = route === 0 ? index % 10 !== 0 : index % 20 < 9;
      return { route, cell, prefix: null, receipt: true, isTyped };
    });
    const endSec = teach(router, stories);

    const [honest, weak] = [0, 1].map((route) => router.route(route, 0, endSec).typedIfDelivered);
    expect(honest).toBeGreaterThan(0.82);
    expect(weak).toBeLessThan(0.55);
  });
});

describe("what is expected of a route that was hardly used", () => {
  const space = new RouteSpace();
  for (const [index, channel] of (["SMS", "SMS", "WHATSAPP", "WHATSAPP"] as const).entries()) {
    space.route({ id: `r${index}`, channel, upstream: `u${index}` });
  }
  const priorsFrom = (hits: readonly number[], trials: readonly number[]) =>
    new ChannelPriors(
      space,
      { rate: 0.3, weight: 6 },
      { hits: (route) => hits[route] ?? 0, trials: (route) => trials[route] ?? 0 },
    );

  it("is what other routes of its channel do, the more so the more they agree", () => {
    const agreed = priorsFrom([50, 55, 810, 790], [1000, 1000, 1000, 1000]);
    const apart = priorsFrom([50, 900, 0, 0], [1000, 1000, 0, 0]);

    expect(agreed.of(0, 0).rate).toBeLessThan(0.15);
    expect(agreed.of(2, 0).rate).toBeGreaterThan(0.6);
    expect(apart.of(0, 0).weight).toBeLessThan(agreed.of(0, 0).weight + 1e-9);
  });

  it("is the prior where nothing was measured of the channel", () => {
    expect(priorsFrom([50, 50, 0, 0], [100, 100, 0, 0]).of(2, 0)).toEqual({
      rate: 0.3,
      weight: 6,
    });
  });
});

describe("what is let through of what looks pumped", () => {
  const shareAt = (perHour: number, price: number): number => {
    const router = new MeasuredRouter(spaceOf(1, ["AA1"]));
    const view: EstimateView = {
      space: router.space,
      route: (route, cell, atSec) => router.route(route, cell, atSec),
      cell: (cell, atSec) => router.cell(cell, atSec),
      patience: (ageSec) => router.patience(ageSec),
      patienceVersion: router.patienceVersion,
      genuine: () => 0.02,
      perHour: () => perHour,
    };
    const request = firstRequest(optionsOf(1, price), { guard: "ENFORCE", prefix: "p" });
    const refused = decideRoute(view, request, 0, 0.999, routeParameters);
    expect(refused.holdReason).toBe("PUMPED");
    return decideRoute(view, request, 0, 0, routeParameters).propensity;
  };

  it("falls with the root of the requests, and with the price of a message", () => {
    const share = shareAt(100, 0.03);

    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.3);
    expect(shareAt(400, 0.03)).toBeCloseTo(share / 2, 6);
    expect(shareAt(100, 0.06)).toBeLessThan(share);
  });
});
