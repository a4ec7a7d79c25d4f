import { type DomainError, domainError, type Result, succeed } from "../../core/errors.js";
import type { PlanInput } from "../../core/plan/plan-input.js";
import type { PlanSpec } from "../../core/plan/plan.js";
import { OfferBook } from "../../core/route/replay/offered-routes.js";
import { candidateInPieces } from "../../core/route/replay/plan-candidate.js";
import type { ReplayRefusal, ReplayResult } from "../../core/route/replay/replay-log.js";
import { type ReplayEffort, replayInPieces } from "../../core/route/replay/replay-plan.js";
import { routingPolicy } from "../../core/route/routing-policy.js";
import { routeParts } from "../../flow/measured-names.js";
import type { TenantView } from "../../flow/rules-cache.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkPlan } from "../plans/check-plan.js";
import { tenantOffers } from "../plans/tenant-offers.js";
import { inPieces } from "../plans/one-at-a-time.js";
import type { ReplayPorts, ReplayWatch } from "./replay-ports.js";
import { readReplayRoutes } from "./replay-routes.js";
import { replayLimit } from "./replay-turns.js";
import { unlessLeft } from "./unless-left.js";

/** What is asked: a plan that is not stored, and which sends to hold it against. */
export interface ReplayRequest {
  readonly input: PlanInput;
  readonly range: { readonly from: Date; readonly to: Date };
  readonly watch: ReplayWatch;
}

/** A replay for people: routes named by their vendors. */
export interface ReplayedPlan extends ReplayResult {
  readonly range: ReplayRequest["range"];
  /** ISO 4217. */
  readonly currency: string;
  /** Of a long range one in so many sends was looked at; 1 = all. */
  readonly sampledEvery: number;
}

const daysMax = 92;
/** What was sent before the range tells of routes, too. */
const evidenceDays = 30;
const dayMs = 86_400_000;
const retryAfterMs = 5_000;
/** The same question gets the same answer. */
const seed = 20_261_122;

/**
 * What a plan would have done with sends that were really made; nothing is stored or sent. Errors:
 * those of `checkPlan` with their fields in `input`, INVALID_RANGE, LIMITED where the tenant has
 * too many under way, UNAVAILABLE when nobody waits any more.
 */
export async function replayPlan(
  ports: ReplayPorts,
  viewer: KeyViewer & { readonly tenantId: string },
  request: ReplayRequest,
  now: Date,
  effort?: ReplayEffort,
): Promise<Result<ReplayedPlan>> {
  const { input, range } = request;
  const lengthMs = range.to.getTime() - range.from.getTime();
  const errors: DomainError[] =
    lengthMs > 0 && lengthMs <= daysMax * dayMs
      ? []
      : [domainError("INVALID_RANGE", ["range"], { maxDays: daysMax })];
  const checked = await checkPlan(ports, viewer, input);
  if (!checked.ok || errors.length > 0) {
    const ofPlan = checked.ok ? [] : checked.errors.map(insideInput);
    return { ok: false, errors: [...errors, ...ofPlan] };
  }
  const { spec } = checked.value;
  const replayed = ports.turns.run(viewer.tenantId, () =>
    replaySpec(ports, viewer, spec, request, now, effort),
  );
  if (replayed === null) {
    return {
      ok: false,
      errors: [domainError("LIMITED", null, { limit: replayLimit }, retryAfterMs)],
    };
  }
  const found = await replayed;
  return found === null
    ? { ok: false, errors: [domainError("UNAVAILABLE", null, {}, retryAfterMs)] }
    : succeed(found);
}

/** Null = nobody waits any more. */
async function replaySpec(
  ports: ReplayPorts,
  viewer: KeyViewer & { readonly tenantId: string },
  spec: PlanSpec,
  { range, watch }: ReplayRequest,
  now: Date,
  effort?: ReplayEffort,
): Promise<ReplayedPlan | null> {
  if (watch.isLeft()) {
    return null;
  }
  const view = await ports.viewOf(viewer.tenantId);
  const earliest = Math.min(range.from.getTime(), range.to.getTime() - evidenceDays * dayMs);
  const part = { ...range, evidenceFrom: new Date(earliest) };
  const read = await ports.readLog(viewer.tenantId, part, (sends) => {
    watch.told(sends, 0);
    return !watch.isLeft();
  });
  if (read === null) {
    return null;
  }
  const log = read.sends.filter(
    ({ country }) => spec.countries === null || spec.countries.includes(country),
  );
  const offers = new OfferBook(spec, tenantOffers(view, spec, now));
  const routes = await readReplayRoutes(ports.stats, viewer, view, offers, log, now);
  const plan = { offers, policy: routingPolicy(view.rules), routes };
  const question = {
    ...{ log, routes, seed },
    fromMs: range.from.getTime(),
    candidateOf: (known: Parameters<typeof candidateInPieces>[1]) => candidateInPieces(plan, known),
    told: (share: number) => watch.told(read.sends.length, share),
  };
  const result = await inPieces(unlessLeft(replayInPieces(question, effort), watch));
  return result === null
    ? null
    : {
        ...result,
        ...{ range, currency: view.rules.currency, sampledEvery: read.every },
        refusal: result.refusal === null ? null : named(result.refusal, view),
        leftOut: result.leftOut.map((gap) => ({ ...gap, refusal: named(gap.refusal, view) })),
      };
}

/** A refusal's route as people know it: vendor and channel. */
function named(refusal: ReplayRefusal, { market }: TenantView): ReplayRefusal {
  if (!("route" in refusal)) {
    return refusal;
  }
  const { accountId, channel } = routeParts(refusal.route);
  const slug = market.accounts.get(accountId)?.vendor.slug ?? "?";
  return { ...refusal, route: `${slug} ${channel}` };
}

function insideInput(error: DomainError): DomainError {
  return { ...error, field: ["input", ...(error.field ?? [])] };
}
