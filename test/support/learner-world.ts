import type { LearnerStore } from "../../src/manage/routes/ports.js";
import { MeasuredBoard } from "../../src/flow/measured-board.js";
import { RouteLearner } from "../../src/manage/routes/route-learner.js";
import { createEstimateReader, createLearnerStore } from "../../src/store/learner-store.js";
import { createTestDatabase } from "./db.js";
import { insertTenant, insertVendor } from "./rows.js";
import { ToldTraffic, type ToldRoute } from "./told-traffic.js";

const from = new Date("2026-01-15T23:50:00Z");
const keyring = { open: (_purpose: string, _tenant: string | null, sealed: Buffer) => sealed };
const networks = [
  ["ID", "51010"],
  ["ID", "51001"],
  ["BR", "72411"],
] as const;
const prefixes = ["6281000", "6281100", "6285100", "5511200"];

/** Two processes that may learn. */
export const processIds = [
  "00000000-0000-4000-8000-000000000001",
  "00000000-0000-4000-8000-000000000002",
] as const;

/** What was told of breakers. */
interface BreakerNews {
  readonly accountIds: readonly string[];
  readonly alertTenants: readonly string[];
}

/** Figures by name. */
export type Figures = Readonly<Record<string, number>>;

/** Two tenants, three routes of two vendors, and learners of what their logs will say. */
export async function createLearnerWorld() {
  const database = await createTestDatabase();
  const { owner, engine } = database;
  const tenants = [await insertTenant(owner), await insertTenant(owner)];
  const one = await insertVendor(owner, "one");
  const two = await insertVendor(owner, "two");
  const news: BreakerNews[] = [];
  const routes: readonly [ToldRoute, ToldRoute, ToldRoute] = [
    { accountId: one.accountId, channel: "SMS", delivers: 0.9 },
    { accountId: one.accountId, channel: "WHATSAPP", delivers: 0.6 },
    { accountId: two.accountId, channel: "SMS", delivers: 0.3 },
  ];
  return {
    database,
    tenants,
    routes,
    news,
    traffic: (sends = 90) =>
      new ToldTraffic(owner, { tenants, routes, from, sends, everyMs: 1_700, seed: 7 }),
    learner: (processId: string = processIds[0], store: LearnerStore = createLearnerStore(owner)) =>
      new RouteLearner({
        store,
        processId,
        keyring,
        market: () =>
          Promise.resolve({
            upstreams: new Map(),
            accountOf: (id) => ({
              tenantId: null,
              vendorId: id === two.accountId ? two.vendorId : one.vendorId,
              vendorSlug: id === two.accountId ? "two" : "one",
            }),
          }),
        breakersChanged: (accountIds, alertTenants) => {
          news.push({ accountIds, alertTenants });
        },
      }),
    /** What a process that has just started reads. */
    async board(at: Date): Promise<MeasuredBoard> {
      const board = new MeasuredBoard();
      await board.refresh(createEstimateReader(engine), at);
      return board;
    },
    /** What such a process estimates of everything. */
    async estimates(at: Date): Promise<Figures> {
      return estimatesOf(await this.board(at), ["", ...tenants], routes, at);
    },
    /** Every stored number. */
    async stored(): Promise<Figures> {
      const { rows } = await owner.query<{ name: string; ref: number; amounts: number[] }>(
        `select owner_id || ' ' || family || ' ' || key as name, ref_sec as ref, amounts
         from route_estimate`,
      );
      return Object.fromEntries(
        rows.flatMap(({ name, ref, amounts }) =>
          [ref, ...amounts].map((number, index) => [`${name} ${index}`, number] as const),
        ),
      );
    },
    /** Forgets all that was learned; logs end where they do at the beginning. */
    async unlearn(): Promise<void> {
      await owner.query(
        `truncate route_estimate, route_look, route_breaker, route_cursor, route_past;
         update tenant_counter set last_seq = 0;
         update route_learner set owner_id = null, leased_until = null, look = 0, checkpoint = 0,
           state = null, checkpoint_at = null`,
      );
    },
    /** Lets logs end where they did at a moment. */
    async logsAt(now: Date): Promise<void> {
      await owner.query(
        `update tenant_counter c set last_seq = (select coalesce(max(e.seq), 0) from event e
           where e.tenant_id = c.tenant_id and e.at <= $1)`,
        [now],
      );
    },
  };
}

/** So long after the first request of `traffic`. */
export function later(seconds: number): Date {
  return new Date(from.getTime() + seconds * 1_000);
}

function estimatesOf(
  board: MeasuredBoard,
  tenants: readonly string[],
  routes: readonly ToldRoute[],
  at: Date,
): Figures {
  const atSec = at.getTime() / 1000;
  board.router.advance(atSec);
  const told: Record<string, number> = {};
  for (const [country, network] of networks) {
    const cell = board.cellOf(country, network);
    for (const tenantId of tenants) {
      const view = board.viewOf(tenantId);
      const name = `${tenants.indexOf(tenantId)} ${network}`;
      told[`${name} dead`] = view.cell(cell, atSec).dead;
      for (const { accountId, channel } of routes) {
        const seen = view.route(board.routeOf(accountId, channel), cell, atSec);
        for (const field of ["accept", "delivered", "success", "trust", "evidence"] as const) {
          told[`${name} ${accountId} ${channel} ${field}`] = seen[field];
        }
        told[`${name} ${accountId} ${channel} median`] = seen.latencySec[10] ?? 0;
      }
      for (const prefix of prefixes) {
        told[`${name} ${prefix}`] = view.genuine(cell, prefix, atSec);
      }
    }
  }
  return told;
}

/** What is not the same to nine digits. */
export function differences(found: Figures, expected: Figures): readonly string[] {
  return [...new Set([...Object.keys(found), ...Object.keys(expected)])].flatMap((name) => {
    const [one, other] = [found[name] ?? Number.NaN, expected[name] ?? Number.NaN];
    const isSame = Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
    return isSame ? [] : [`${name}: ${one}, not ${other}`];
  });
}
