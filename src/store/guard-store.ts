import type { DataSource, EntityManager } from "typeorm";
import {
  defaultGuardRule,
  type GuardSetting,
  type ServedGuardKind,
  servedGuardKinds,
} from "../core/guard/guard-rule.js";
import { guardRuleId } from "../core/guard/guard-rule-id.js";
import type { GuardDecision, GuardRuleRow, GuardStore, GuardTally } from "../manage/guard/ports.js";
import { asViewer } from "./as-viewer.js";
import { bumpRules } from "./bump-version.js";
import { inOrder, pageOf } from "./rows-in-order.js";

const columns = `g.id, g.kind, g.mode, g.country, g.limit_max as "limit",
  g.window_sec as "windowSec"`;
const isWanted = "(not $2::boolean or d.is_blocked)";

/** Guard rules behind row-level security; those that were never set are made up here. */
export function createGuardStore(dataSource: DataSource): GuardStore {
  return {
    rules: (viewer) => asViewer(dataSource, viewer, (tx) => readRules(tx, viewer.tenantId)),
    rulesById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder(ids, await readRules(tx, viewer.tenantId)),
      ),
    setRule: (viewer, change, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const { kind, mode, country, limit, windowSec } = change;
        const id = guardRuleId(viewer.tenantId, kind, country);
        await tx.query(
          `insert into guard_rule (tenant_id, id, kind, mode, country, limit_max, window_sec,
             changed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (tenant_id, id) do update set mode = excluded.mode,
             limit_max = excluded.limit_max, window_sec = excluded.window_sec,
             changed_at = excluded.changed_at`,
          [viewer.tenantId, id, kind, mode, country, limit, windowSec, now],
        );
        await bumpRules(tx, viewer.tenantId);
        return { ...change, id };
      }),
    decisions: (viewer, blockedOnly, limit, after) =>
      asViewer(dataSource, viewer, async (tx) =>
        pageOf(
          await tx.query<GuardDecision[]>(
            `select d.id, d.rule_id as "ruleId", d.send_id as "sendId", d.at,
               d.is_blocked as "isBlocked", d.facts
             from guard_decision d
             where d.tenant_id = $1 and ${isWanted}
               and ($3::timestamptz is null or (d.at, d.id) < ($3, $4::uuid))
             order by d.at desc, d.id desc limit $5`,
            [viewer.tenantId, blockedOnly, after?.at ?? null, after?.id ?? null, limit + 1],
          ),
          limit,
        ),
      ),
    countDecisions: (viewer, blockedOnly) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [row] = await tx.query<{ count: bigint }[]>(
          `select count(*) as count from guard_decision d where d.tenant_id = $1 and ${isWanted}`,
          [viewer.tenantId, blockedOnly],
        );
        return Number(row?.count ?? 0);
      }),
    tallies: (viewer, ruleIds, since) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<{ id: string; blocked: bigint; savedMicros: string }[]>(
          `select d.rule_id as id, count(*) as blocked, sum(d.saved_micros)::text as "savedMicros"
           from guard_decision d
           where d.tenant_id = $1 and d.at > $2 and d.is_blocked and d.rule_id = any($3::uuid[])
           group by d.rule_id`,
          [viewer.tenantId, since, ruleIds],
        );
        return inOrder(ruleIds, rows).map(
          (row): GuardTally => ({
            blocked: Number(row?.blocked ?? 0),
            savedMicros: BigInt(row?.savedMicros ?? 0),
          }),
        );
      }),
  };
}

/** A handful of rows per tenant. */
async function readRules(tx: EntityManager, tenantId: string): Promise<readonly GuardRuleRow[]> {
  const set = await tx.query<GuardRuleRow[]>(
    `select ${columns} from guard_rule g where g.tenant_id = $1
     order by g.country nulls first`,
    [tenantId],
  );
  return servedGuardKinds.flatMap((kind) => {
    const ofKind = set.filter((rule) => rule.kind === kind);
    return ofKind.some(({ country }) => country === null)
      ? ofKind
      : [neverSet(tenantId, kind), ...ofKind];
  });
}

function neverSet(tenantId: string, kind: ServedGuardKind): GuardRuleRow {
  const { mode, country }: GuardSetting = defaultGuardRule(kind);
  const id = guardRuleId(tenantId, kind, country);
  return { id, kind, mode, country, limit: null, windowSec: null };
}
