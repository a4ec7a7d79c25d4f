import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppWorld, createAppWorld } from "../support/app-world.js";
import { attemptsAt } from "../support/stat-world.js";
import { until } from "../support/until.js";

let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
});
afterAll(() => world.close());

interface Counted {
  readonly attemptCount: number;
  readonly deliveredCount: number;
  readonly verifiedCount: number;
}

async function ownCount(channel: string): Promise<Counted> {
  const { offers } = await world.data<{ offers: { nodes: { stats: Counted }[] } }>(
    world.owner,
    `{ offers(filter: { channels: [${channel}] }, first: 100) { nodes {
       stats(window: LAST_HOUR, audience: OWN) { attemptCount deliveredCount verifiedCount } } } }`,
  );
  const counted = offers.nodes.map(({ stats }) => stats);
  return counted.reduce((most, one) => (one.attemptCount > most.attemptCount ? one : most));
}

interface Decided {
  readonly attempts: readonly {
    readonly vendor: { readonly slug: string };
    readonly decision: {
      readonly strategy: string;
      readonly reason: string;
      readonly propensity: number;
      readonly candidates: readonly {
        readonly evidenceCount: number | null;
        readonly probability: number;
      }[];
    };
  }[];
}

async function decide(planKey: string): Promise<Decided["attempts"][number]> {
  const { send } = await world.send({ planKey });
  const read = await world.data<{ send: Decided }>(
    world.owner,
    `query($id: ID!) { send(id: $id) { attempts { vendor { slug } decision { strategy reason
       propensity candidates { evidenceCount probability } } } } }`,
    { id: send?.id },
  );
  return read.send.attempts[0] as Decided["attempts"][number];
}

describe("measured quality", () => {
  test("shows what was sent, delivered and verified within five seconds", async () => {
    const before = await ownCount("WHATSAPP");
    const sent = await Promise.all(Array.from({ length: 5 }, () => world.send()));
    const id = sent[0]?.send?.id;
    await until("all are delivered", async () => {
      const { sends } = await world.data<{ sends: { nodes: { status: string }[] } }>(
        world.owner,
        "{ sends(first: 5) { nodes { status } } }",
      );
      return sends.nodes.every(({ status }) => status === "DELIVERED" || status === "READ");
    });
    await world.data(
      world.owner,
      `mutation { reportVerified(input: { sendId: "${id}" }) { userErrors { code } } }`,
    );

    const since = performance.now();
    const after = await until("the figures follow", async () => {
      const count = await ownCount("WHATSAPP");
      return count.verifiedCount === before.verifiedCount + 1 && count;
    });

    expect(performance.now() - since).toBeLessThan(5_000);
    expect(after).toEqual({
      attemptCount: before.attemptCount + 5,
      deliveredCount: before.deliveredCount + 5,
      verifiedCount: before.verifiedCount + 1,
    });
  });

  test("leads BEST_DELIVERY to the vendor that delivers, and says by what", async () => {
    const { rows } = await world.database.owner.query<Record<"slug" | "id" | "account", string>>(
      `select v.slug, v.id, a.id as account from vendor v
       join vendor_account a on a.vendor_id = v.id and a.tenant_id is null
       where exists (select from offer o where o.vendor_id = v.id and o.channel = 'SMS'
         and (o.country = 'ID' or o.country is null)) order by v.slug limit 2`,
    );
    const [first, second] = rows;
    await world.data(
      world.owner,
      "mutation($plan: PlanInput!) { createPlan(input: $plan) { userErrors { code } } }",
      {
        plan: {
          key: "best",
          name: "Best",
          steps: [
            {
              channel: "SMS",
              strategy: "BEST_DELIVERY",
              vendors: [{ vendor: first?.slug }, { vendor: second?.slug }],
            },
          ],
        },
      },
    );
    const blind = await decide("best");
    const tenant = await world.database.owner.query<{ id: string }>(
      "select id from tenant where slug = 'demo'",
    );
    const measured = [
      [first, 30, "UNDELIVERED"],
      [first, 15, "DELIVERED"],
      [second, 40, "DELIVERED"],
    ] as const;
    for (const [vendor, count, status] of measured) {
      await attemptsAt(world.database.owner, {
        tenantId: tenant.rows[0]?.id ?? "",
        vendorId: vendor?.id ?? "",
        accountId: vendor?.account ?? "",
        count,
        at: new Date(Date.now() - 60_000),
        attempt: { status, latencyMs: status === "DELIVERED" ? 3_000 : null },
      });
    }
    const seen = await until("routing hears of it", async () => {
      const decision = await decide("best");
      const isExplored = decision.decision.propensity < 0.5;
      return !isExplored && decision.decision.candidates[1]?.evidenceCount !== null && decision;
    });

    expect(blind.decision.reason).toMatch(/^too little is measured|^drawn to keep measuring/);
    expect(seen.vendor.slug).toBe(second?.slug);
    expect(seen.decision).toMatchObject({
      strategy: "BEST_DELIVERY",
      propensity: 0.98,
      candidates: [{ probability: 0.02 }, { probability: 0.98 }],
    });
    expect(seen.decision.reason).toMatch(
      /^best delivery of 2 usable vendors: at least 9\d\.\d % of what it gets arrives, by 4\d att/,
    );
  });
});
