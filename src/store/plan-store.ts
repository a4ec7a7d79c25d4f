import {
  type DataSource,
  type EntityManager,
  type FindOptionsWhere,
  In,
  IsNull,
  LessThan,
  Not,
} from "typeorm";
import { isKey } from "../core/limits.js";
import { specFromJson, specToJson } from "../core/plan/spec-json.js";
import type {
  LockedPlan,
  PlanFilter,
  PlanRow,
  PlanStore,
  RevisionRow,
} from "../manage/plans/ports.js";
import { asViewer, breaksUnique } from "./as-viewer.js";
import { bumpRules } from "./bump-version.js";
import { containsText } from "./contains-text.js";
import { PlanRevisionEntity } from "./entity/plan-revision.entity.js";
import { PlanEntity } from "./entity/plan.entity.js";
import { inOrder, pageOf } from "./rows-in-order.js";

/** What `connectDataSource` has to know for the plans. */
export const planEntities = [PlanEntity, PlanRevisionEntity] as const;

/** Plans and their revisions behind row-level security. */
export function createPlanStore(dataSource: DataSource): PlanStore {
  return {
    insertPlan: (viewer, plan, revision) =>
      storedUnlessTaken(() =>
        asViewer(dataSource, viewer, async (tx) => {
          await tx.insert(PlanEntity, plan);
          await tx.insert(PlanRevisionEntity, toEntity(revision));
          await bumpRules(tx, plan.tenantId);
        }),
      ),
    lockPlan: (viewer, id, work) =>
      asViewer(dataSource, viewer, async (tx) => {
        const plan = await lockRow(tx, id);
        return work(plan === null ? null : locked(tx, plan));
      }),
    plansById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder<PlanRow>(ids, await tx.findBy(PlanEntity, { id: In([...ids]) })),
      ),
    planByKey: (viewer, key) =>
      isKey(key)
        ? asViewer(dataSource, viewer, (tx) => tx.findOneBy(PlanEntity, { key }))
        : Promise.resolve(null),
    plans: (viewer, which, limit, afterId) =>
      asViewer(dataSource, viewer, async (tx) => {
        const behind = afterId === null ? {} : { id: LessThan(afterId) };
        const rows = await tx.find(PlanEntity, {
          where: wherePlans(which).map((one) => ({ ...one, ...behind })),
          order: { id: "DESC" },
          take: limit + 1,
        });
        return pageOf<PlanRow>(rows, limit);
      }),
    plansNaming: (viewer, accountIds) =>
      asViewer(dataSource, viewer, async (tx) => {
        const found = await tx.query<{ account: string; plans: string[] }[]>(namingStatement, [
          accountIds,
        ]);
        const ids = [...new Set(found.flatMap(({ plans }) => plans))];
        const plans = await tx.findBy(PlanEntity, { id: In(ids) });
        const byId = new Map<string, PlanRow>(plans.map((plan) => [plan.id, plan]));
        const byAccount = new Map(found.map(({ account, plans: named }) => [account, named]));
        return accountIds.map((id) =>
          (byAccount.get(id) ?? []).flatMap((plan) => byId.get(plan) ?? []),
        );
      }),
    countPlans: (viewer, which) =>
      asViewer(dataSource, viewer, (tx) => tx.countBy(PlanEntity, wherePlans(which))),
    ...revisionReads(dataSource),
  };
}

/** A plan's steps are JSON; row-level security leaves the viewer's own plans. */
const namingStatement = `
  select a.id as account, (array_agg(p.id order by p.key))[1:100] as plans
  from unnest($1::uuid[]) as a (id)
  join plan p on p.archived_at is null
  join plan_revision r
    on r.tenant_id = p.tenant_id and r.plan_id = p.id and r.number = p.current_revision
  where jsonb_path_exists(r.spec, '$.steps[*].vendors[*] ? (@.accountId == $account)',
    jsonb_build_object('account', a.id))
  group by a.id`;

type RevisionReads = Pick<PlanStore, "revisionsById" | "currentRevisions" | "revisions">;

function revisionReads(dataSource: DataSource): RevisionReads {
  return {
    revisionsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.findBy(PlanRevisionEntity, { id: In([...ids]) });
        return inOrder(ids, rows.map(fromEntity));
      }),
    currentRevisions: (viewer, planIds) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx
          .createQueryBuilder(PlanRevisionEntity, "r")
          .innerJoin(
            PlanEntity,
            "p",
            "p.tenant_id = r.tenant_id and p.id = r.plan_id and p.current_revision = r.number",
          )
          .where("r.plan_id = any(:planIds)", { planIds: [...planIds] })
          .getMany();
        const byPlan = new Map(rows.map((row) => [row.planId, fromEntity(row)]));
        return planIds.map((planId) => byPlan.get(planId) ?? null);
      }),
    revisions: (viewer, planId, limit, afterNumber) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.find(PlanRevisionEntity, {
          where: { planId, ...(afterNumber === null ? {} : { number: LessThan(afterNumber) }) },
          order: { number: "DESC" },
          take: limit + 1,
        });
        return pageOf(rows.map(fromEntity), limit);
      }),
  };
}

async function storedUnlessTaken(store: () => Promise<void>): Promise<"stored" | "key_taken"> {
  try {
    await store();
    return "stored";
  } catch (error) {
    if (breaksUnique(error, "plan_tenant_id_key_key")) {
      return "key_taken";
    }
    throw error;
  }
}

/** Not `for update`: a budget that is being set for this plan refers to it and must not wait. */
async function lockRow(tx: EntityManager, id: string): Promise<PlanRow | null> {
  await tx.query("select from plan where id = $1 for no key update", [id]);
  // Read after the lock: the locking statement itself may still show what was there before it
  // waited.
  return tx.findOneBy(PlanEntity, { id });
}

function locked(tx: EntityManager, plan: PlanRow): LockedPlan {
  const { tenantId, id } = plan;
  return {
    plan,
    async revision(number) {
      const row = await tx.findOneBy(PlanRevisionEntity, { tenantId, planId: id, number });
      return row === null ? null : fromEntity(row);
    },
    async addRevision(revision, name) {
      await tx.insert(PlanRevisionEntity, toEntity(revision));
      await tx.update(PlanEntity, { tenantId, id }, { currentRevision: revision.number, name });
      await bumpRules(tx, tenantId);
    },
    async archive(at) {
      await tx.update(PlanEntity, { tenantId, id }, { archivedAt: at });
      await bumpRules(tx, tenantId);
    },
  };
}

/** Any of these. */
function wherePlans({ isArchived, search }: PlanFilter): FindOptionsWhere<PlanEntity>[] {
  const base = { archivedAt: isArchived ? Not(IsNull()) : IsNull() };
  if (search === null) {
    return [base];
  }
  const part = containsText(search);
  return [
    { ...base, name: part },
    { ...base, key: part },
  ];
}

function toEntity(revision: RevisionRow): PlanRevisionEntity {
  return { ...revision, spec: specToJson(revision.spec) };
}

function fromEntity(row: PlanRevisionEntity): RevisionRow {
  const { tenantId, id, planId, number, spec, note, createdBy, createdAt } = row;
  return { tenantId, id, planId, number, spec: specFromJson(spec), note, createdBy, createdAt };
}
