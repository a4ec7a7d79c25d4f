import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { learnerLock } from "../../src/store/learner-store.js";
import { type AppWorld, createAppWorld } from "../support/app-world.js";
import { followAt } from "../support/live-client.js";
import { until } from "../support/until.js";

let world: AppWorld;
let accountId: string;
/** Where another process learns. */
let learner: pg.PoolClient;

beforeAll(async () => {
  world = await createAppWorld();
  const { owner } = world.database;
  learner = await owner.connect();
  await learner.query("select pg_advisory_lock($1)", [learnerLock]);
  const { rows } = await owner.query<{ id: string }>(
    `select a.id from vendor_account a join vendor v on v.id = a.vendor_id
     where v.slug = 'nusatext' and a.tenant_id is null`,
  );
  accountId = rows[0]?.id ?? "";
});
afterAll(async () => {
  await learner.query("select pg_advisory_unlock($1)", [learnerLock]);
  learner.release();
  await world.close();
});

interface Health {
  readonly state: string;
  readonly reason: string | null;
  readonly nextProbeAt: string | null;
}

interface PushedHealth {
  readonly country: string | null;
  readonly previous: string;
  readonly health: Health;
}

async function health(place: string, language = "en", slug = "nusatext"): Promise<Health> {
  const answer = await world.ask(
    world.owner,
    `{ vendor(slug: "${slug}") { health(${place}) { state reason nextProbeAt } } }`,
    {},
    { "accept-language": language },
  );
  return (answer.data as unknown as { vendor: { health: Health } }).vendor.health;
}

describe("a vendor's health", () => {
  it("shows the outage of one network there, and the country degraded", async () => {
    await world.database.owner.query(
      `insert into route_breaker values ('CELL', 'x', array[$1::uuid], array['SMS'], 'nusa', 'ID',
         'ID/51010', now(), 'RECEIPT', now() + interval '30 s', 30, 0, 7)`,
      [accountId],
    );
    const open = await health('channel: SMS, country: "ID", network: "51010"');

    expect(open).toMatchObject({
      state: "OPEN",
      reason: "Messages on network 51010 do not arrive as usual: 7 in a row were lost or late",
    });
    expect(Date.parse(open.nextProbeAt ?? "")).toBeGreaterThan(0);
    expect((await health('country: "ID"', "id")).reason).toContain("di jaringan 51010");
    expect((await health('channel: SMS, country: "ID"')).state).toBe("DEGRADED");
    expect((await health('channel: SMS, country: "ID", network: "51001"')).state).toBe("HEALTHY");
    expect((await health("channel: WHATSAPP")).state).toBe("HEALTHY");
  });

  it("is pushed: an outage with its reason, a pause that wins, and the end of both", {
    timeout: 120_000,
  }, async () => {
    const { owner } = world.database;
    await owner.query("delete from route_breaker");
    const url = world.wsUrl;
    const query = `subscription { vendorHealth(vendors: ["nusatext"], channels: [SMS]) {
      country previous health { state reason nextProbeAt } } }`;
    const seen = followAt(url, world.owner, query);
    const becomes = (state: string, timeoutMs = 30_000): Promise<PushedHealth> =>
      until(
        `it is ${state}`,
        () => {
          const last = seen.results.at(-1)?.data?.["vendorHealth"] as PushedHealth | undefined;
          return last?.health.state === state ? last : null;
        },
        timeoutMs,
      );
    const pin = (verb: string, rest: string) =>
      world.data(
        world.owner,
        `mutation { ${verb}Vendor(slug: "nusatext", channel: SMS, country: "ID"${rest}) {
           userErrors { code } } }`,
      );
    const opens = () =>
      owner.query(
        `insert into route_breaker values ('COUNTRY', 'y', array[$1::uuid], array['SMS'], 'nusa',
           'ID', null, now(), 'CODE', now() + interval '30 s', 30, 0, 9)`,
        [accountId],
      );
    const heard = (state: string) => becomes(state, 2_500).catch(() => null);
    // Nothing says that the first look was taken, but a change after it.
    await until(
      "a change is heard",
      async () => {
        await opens();
        const isOpenHeard = (await heard("OPEN")) !== null;
        await owner.query("delete from route_breaker");
        return (await heard("HEALTHY")) !== null || isOpenHeard;
      },
      60_000,
    );
    await becomes("HEALTHY");
    await opens();

    const { country, health: open } = await becomes("OPEN");
    expect(country).toBe("ID");
    expect(open.reason).toContain("hardly any is typed in");
    expect(Date.parse(open.nextProbeAt ?? "")).toBeGreaterThan(0);
    await pin("pause", ', reason: "Too slow."');
    expect((await becomes("PINNED_OFF")).health.reason).toBe("Paused by you: Too slow.");
    await pin("resume", "");
    expect((await becomes("OPEN")).previous).toBe("PINNED_OFF");
    await owner.query("delete from route_breaker");
    expect((await becomes("HEALTHY")).previous).toBe("OPEN");
    seen.stop();
  });

  it("refuses what is no network", async () => {
    const answer = await world.ask(
      world.owner,
      '{ vendor(slug: "nusatext") { health(network: "telkomsel") { state } } }',
    );

    expect(answer.errors[0]?.extensions).toMatchObject({ code: "BAD_REQUEST" });
    expect(answer.errors[0]?.message).toContain("mcc and mnc");
  });
});

describe("a vendor never used before that refuses everything", () => {
  it("is left out after five refusals, says why, and its traffic goes to the next", {
    timeout: 120_000,
  }, async () => {
    world.sandbox.faults.add({ vendor: "primeline", kind: "refuse_connection" });
    const steps = [
      {
        channel: "SMS",
        vendors: [{ vendor: "primeline" }, { vendor: "nusatext" }],
        maxAttempts: 2,
        waitSec: 5,
      },
    ];
    await world.data(
      world.owner,
      "mutation($plan: PlanInput!) { createPlan(input: $plan) { plan { id } } }",
      { plan: { key: "newcomer", name: "Newcomer", steps } },
    );
    /** The vendors that were tried for one more send. */
    const tried = async (): Promise<readonly string[]> => {
      const { send } = await world.send({ planKey: "newcomer" });
      return until("a message is accepted", async () => {
        const answer = await world.data<{ send: Sent }>(
          world.owner,
          "query($id: ID!) { send(id: $id) { attempts { status vendor { slug } } } }",
          { id: send?.id },
        );
        const { attempts } = answer.send;
        const isThere = attempts.some(({ status }) => ["SUBMITTED", "DELIVERED"].includes(status));
        return isThere ? attempts.map(({ vendor }) => vendor.slug) : null;
      });
    };
    for (let refusal = 1; refusal <= 5; refusal += 1) {
      expect(await tried()).toEqual(["primeline", "nusatext"]);
    }

    const open = await until("it is open", async () => {
      const found = await health('channel: SMS, country: "ID"', "en", "primeline");
      return found.state === "OPEN" ? found : null;
    });
    expect(open.reason).toBe("5 failures in a row: the vendor did not answer or was down");
    expect(Date.parse(open.nextProbeAt ?? "")).toBeGreaterThan(0);
    expect(await tried()).toEqual(["nusatext"]);
  });

  interface Sent {
    readonly attempts: readonly { readonly status: string; readonly vendor: { slug: string } }[];
  }
});

describe("receipt trust", () => {
  interface Stats {
    readonly stats: { readonly receiptTrust: number | null; readonly suppressed: boolean };
    readonly vendor: { readonly slug: string };
  }

  async function trusts(audience: string): Promise<readonly Stats[]> {
    const { offers } = await world.data<{ offers: { nodes: readonly Stats[] } }>(
      world.owner,
      `{ offers(filter: { channels: [SMS], countries: ["ID"] }, first: 100) { nodes {
         vendor { slug } stats(audience: ${audience}) { receiptTrust suppressed } } } }`,
    );
    return offers.nodes;
  }

  it("is null without evidence, and what codes typed in say of receipts with it", async () => {
    expect((await trusts("OWN")).map(({ stats }) => stats.receiptTrust)).toEqual(
      (await trusts("OWN")).map(() => null),
    );
    const refSec = Math.floor(Date.now() / 1000);
    await world.database.owner.query(
      `insert into route_estimate (family, key, ref_sec, amounts, checkpoint, version)
       select 'route-country', $1 || ' SMS' || E'\\t' || country, $2,
         array[900, 1000, 300, 600, 990, 1000, 0, 0, 0, 0], 0, 1
       from unnest(array['', 'ID']) as country`,
      [accountId, refSec],
    );

    const known = await until("a process has read it", async () => {
      const found = (await trusts("OWN")).filter(({ stats }) => stats.receiptTrust !== null);
      return found.length > 0 ? found : null;
    });
    expect(known.map(({ vendor }) => vendor.slug)).toEqual(known.map(() => "nusatext"));
    for (const { stats } of known) {
      expect(stats.receiptTrust).toBeGreaterThan(0.4);
      expect(stats.receiptTrust).toBeLessThan(0.6);
    }
    for (const { stats } of await trusts("MARKET")) {
      expect(stats.suppressed ? stats.receiptTrust : null).toBeNull();
    }
  });
});
