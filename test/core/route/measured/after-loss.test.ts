import { describe, expect, it } from "vitest";
import { lossShare, shareAfter } from "../../../../src/core/route/measured/after-loss.js";
import { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import { routeParameters } from "../../../../src/core/route/measured/parameters.js";
import { sendHistory } from "../../../../src/core/route/measured/send-history.js";
import { RouteSpace } from "../../../../src/core/route/measured/route-space.js";
import { eventsOf, spaceOf, type Story, storyOf, teach } from "./routed-market.js";

/** Routes 0 and 1 are messengers of one upstream, 2 and 3 networks of their own. */
function spaceOfMessengers(): RouteSpace {
  const space = new RouteSpace();
  space.route({ id: "one-wa", channel: "WHATSAPP", upstream: "meta" });
  space.route({ id: "other-wa", channel: "WHATSAPP", upstream: "meta" });
  space.route({ id: "one-sms", channel: "SMS", upstream: "one" });
  space.route({ id: "other-sms", channel: "SMS", upstream: "other" });
  space.cell({ id: "AA1", country: "AA" });
  return space;
}

describe("what a loss says of the next message", () => {
  const failed = (...routes: readonly number[]) => ({
    cell: 0,
    requestedAtSec: 0,
    attempts: routes.map((route) => ({ route, submittedAtSec: 0, outcome: "FAILED" as const })),
    asksAgain: false,
  });

  it("is of the number where networks failed, and of the messenger where messengers did", () => {
    const view = new MeasuredRouter(spaceOfMessengers()).viewOf(0);
    const deadAfter = (...routes: readonly number[]) =>
      sendHistory(view, failed(...routes), 30).dead;

    expect(deadAfter(0, 1)).toBeLessThan(1.2 * deadAfter(0));
    expect(deadAfter(0, 2)).toBeGreaterThan(2 * deadAfter(0));
  });

  it("keeps a messenger out of reach, though a network's message may be on its way", () => {
    const view = new MeasuredRouter(spaceOfMessengers()).viewOf(0);
    const { attempts } = failed(0);
    const past = {
      ...failed(0),
      attempts: [...attempts, { route: 2, submittedAtSec: 25, outcome: "SILENT" as const }],
    };
    const { losses, pending } = sendHistory(view, past, 30);
    const share = (route: number) => shareAfter(view.space, losses, route, routeParameters);

    expect(pending).toBeGreaterThan(0.3);
    expect(share(1)).toBeCloseTo(routeParameters.sameMessenger, 6);
    expect(share(3)).toBe(1);
    expect(lossShare(view.space, past.attempts, 1, routeParameters)).toBe(
      routeParameters.sameMessenger,
    );
  });
});

/** One message a second, until long after the breaker opened: none of them is typed in. */
function teachEachSecond(
  router: MeasuredRouter,
  { receipt }: Pick<Story, "receipt">,
  atSec: number,
): void {
  for (let index = 0; index < 120; index += 1) {
    const story = { route: 0, cell: 0, prefix: null, receipt, isTyped: false };
    for (const event of eventsOf(atSec + index, story, atSec + index)) {
      router.learn(event);
    }
  }
}

describe("an outage", () => {
  it("leaves what is known of a route that works again as it was", () => {
    const router = new MeasuredRouter(spaceOf(2, ["AA1"]));
    const good = Array.from({ length: 300 }, (_, index) => storyOf(index, 0, 0, 0.92));
    const atSec = teach(router, good, 0, 10);
    const { delivered, trust } = router.route(0, 0, atSec);
    teachEachSecond(router, { receipt: null }, atSec);
    router.advance(atSec + 600);
    const after = router.route(0, 0, atSec + 600);

    expect(after.breaker).not.toBe("CLOSED");
    expect(after.delivered).toBeGreaterThan(0.9 * delivered);
    expect(after.trust).toBeGreaterThan(0.95 * trust);
  });

  it("is told from lies, which are held against the route that told them", () => {
    const router = new MeasuredRouter(spaceOf(2, ["AA1"]));
    const honest = Array.from({ length: 300 }, (_, index) => storyOf(index, 0, 0, 0.92));
    const atSec = teach(router, honest, 0, 10);
    const { trust } = router.route(0, 0, atSec);
    teachEachSecond(router, { receipt: true }, atSec);
    router.advance(atSec + 600);
    const after = router.route(0, 0, atSec + 600);

    expect(after.breaker).not.toBe("CLOSED");
    expect(after.trust).toBeLessThan(0.8 * trust);
  });
});
