import { describe, expect, it } from "vitest";
import { newBreaker } from "../../src/core/route/measured/outage-breaker.js";
import { MeasuredBoard } from "../../src/flow/measured-board.js";
import { routeId } from "../../src/flow/measured-names.js";
import type { EstimateReader, RouteBreakerRow } from "../../src/flow/measured-rows.js";

const now = new Date("2026-01-15T12:00:00Z");
const [one, other] = ["account-1", "account-2"] as const;

function told(...upstreams: readonly (readonly [accountId: string, upstream: string])[]) {
  return new Map(upstreams.map(([accountId, upstream]) => [routeId(accountId, "SMS"), upstream]));
}

/** A board that knows both routes, on one upstream that is down. */
async function openBoard() {
  const board = new MeasuredBoard();
  board.knowUpstreams(told([one, "shared"], [other, "shared"]));
  const cell = board.cellOf("ID", "51010");
  const row: RouteBreakerRow = {
    scope: "UPSTREAM",
    key: "shared",
    accountIds: [one, other],
    channels: ["SMS", "SMS"],
    upstream: "shared",
    country: null,
    network: null,
    openedAt: now,
    openedBy: "RECEIPT",
    probeAt: new Date(now.getTime() + 60_000),
    waitSec: 60,
    good: 0,
    failures: 7,
  };
  const reader: Pick<EstimateReader, "readRouteBreakers"> = {
    readRouteBreakers: () => Promise.resolve([row]),
  };
  const refresh = () => board.refreshBreakers(reader as EstimateReader, now);
  await refresh();
  const isOpen = (accountId: string) => board.breakerAt(accountId, "SMS", cell, now) !== null;
  return { board, refresh, opened: () => [isOpen(one), isOpen(other)] };
}

describe("a route whose upstream changes in the market", () => {
  it("leaves the outage of the one that it was on, at once and for good", async () => {
    const { board, refresh, opened } = await openBoard();
    expect(opened()).toEqual([true, true]);

    board.knowUpstreams(told([one, "another"], [other, "shared"]));
    expect(opened()).toEqual([false, true]);
    await refresh();
    expect(opened()).toEqual([false, true]);

    board.knowUpstreams(told([one, "another"]));
    expect(opened()).toEqual([false, false]);
    expect(board.router.breakers.entries()).toEqual([]);
    await refresh();
    expect(opened()).toEqual([false, false]);
  });

  it("shares the outages of the one that it comes to", async () => {
    const { board, opened } = await openBoard();
    board.knowUpstreams(told([other, "shared"]));
    expect(opened()).toEqual([false, true]);

    board.knowUpstreams(told([one, "shared"], [other, "shared"]));
    expect(opened()).toEqual([true, true]);
  });

  it("is judged by its own breakers of before", () => {
    const board = new MeasuredBoard();
    const cell = board.cellOf("ID", "51010");
    const route = board.routeOf(one, "SMS");
    const breaker = { ...newBreaker(), openedAtSec: 1, probeAtSec: Number.MAX_SAFE_INTEGER };
    board.router.breakers.restore([{ scope: "CELL", route, place: cell, breaker }]);
    board.knowUpstreams(told([one, "another"]));

    expect(board.breakerAt(one, "SMS", cell, now)).toEqual({ isProbeDue: false, failures: 0 });
  });
});
