import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RouteLearner } from "../../../src/manage/routes/route-learner.js";
import { vendorHealth } from "../../../src/manage/vendors/vendor-health.js";
import { MeasuredBoard } from "../../../src/flow/measured-board.js";
import { createEstimateReader } from "../../../src/store/learner-store.js";
import { readHealthFacts } from "../../../src/store/sql/read-health-facts.js";
import { createLearnerWorld } from "../../support/learner-world.js";
import { ToldTraffic, type ToldRoute } from "../../support/told-traffic.js";

let world: Awaited<ReturnType<typeof createLearnerWorld>>;
beforeEach(async () => {
  world = await createLearnerWorld();
});
afterEach(() => world.database.close());

describe("an outage", { timeout: 120_000 }, () => {
  it("opens breakers for all processes, raises one alert, and ends by good probes", async () => {
    const at = new Date("2026-01-15T22:00:00Z");
    const run = async (
      learner: RouteLearner,
      told: ToldTraffic,
      fromSec: number,
      toSec: number,
    ) => {
      for (let second = fromSec; second <= toSec; second += 10) {
        const now = new Date(at.getTime() + second * 1_000);
        await told.tell(now);
        await learner.turn(now);
      }
      return new Date(at.getTime() + toSec * 1_000);
    };
    const learner = world.learner();
    const [route] = world.routes;
    const steady = { tenants: world.tenants, sends: 90, everyMs: 2_000, seed: 3 };
    const healthy = [{ ...route, delivers: 1 }] as ToldRoute[];
    const dead = [{ ...route, delivers: 0 }] as ToldRoute[];
    const start = (seconds: number): Date => new Date(at.getTime() + seconds * 1_000);
    await run(
      learner,
      new ToldTraffic(world.database.owner, { ...steady, routes: healthy, from: at }),
      0,
      240,
    );
    expect(world.news).toEqual([]);
    const lost = new ToldTraffic(world.database.owner, {
      ...steady,
      routes: dead,
      from: start(240),
      sends: 40,
    });
    const now = await run(learner, lost, 250, 340);

    const board = new MeasuredBoard();
    await board.refresh(createEstimateReader(world.database.engine), now);
    const cell = board.cellOf("ID", "51010");
    const seen = board.router.route(
      board.routeOf(route?.accountId ?? "", "SMS"),
      cell,
      now.getTime() / 1000,
    );
    expect(seen.breaker).not.toBe("CLOSED");
    expect(board.isOutageKnown(route?.accountId ?? "", "SMS", "ID")).toBe(true);
    const alerts = async () =>
      (
        await world.database.owner.query<{ open: boolean }>(
          "select resolved_at is null as open from alert where kind = 'VENDOR_DOWN'",
        )
      ).rows;
    expect(await alerts()).toEqual([{ open: true }]);
    const { outages } = await readHealthFacts(world.database.engine);
    const health = vendorHealth({ pauses: [], breakers: [], outages }, { channel: "SMS" });
    expect(health).toMatchObject({ state: "OPEN", reason: { kind: "OUTAGE_RECEIPT" } });
    expect(health.nextProbeAt?.getTime()).toBeGreaterThan(start(240).getTime());

    const well = new ToldTraffic(world.database.owner, {
      ...steady,
      routes: healthy,
      from: start(350),
    });
    await run(learner, well, 360, 560);
    expect((await readHealthFacts(world.database.engine)).outages).toEqual([]);
    expect(await alerts()).toEqual([{ open: false }]);
    await board.refresh(createEstimateReader(world.database.engine), start(560));
    expect(board.isOutageKnown(route?.accountId ?? "", "SMS", "ID")).toBe(false);
  });
});
