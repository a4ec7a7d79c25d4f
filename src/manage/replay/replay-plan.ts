import { type DomainError, domainError, type Result, succeed } from "../../core/errors.js";
import type { PlanInput } from "../../core/plan/plan-input.js";
import type { Channel } from "../../core/otp/status.js";
import { type ReplayEffort, replayInPieces } from "../../core/route/replay/replay-plan.js";
import type { ReplayRefusal, ReplayResult } from "../../core/route/replay/replay-log.js";
import type { TenantView } from "../../flow/rules-cache.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkPlan } from "../plans/check-plan.js";
import { tenantOffers } from "../plans/tenant-offers.js";
import { measuringStep, replayCandidate } from "./replay-candidate.js";
import type { ReplayPorts } from "./replay-ports.js";

/** What is asked: a plan that is not stored, and which sends to hold it against. */
export interface ReplayRequest {
  readonly input: PlanInput;
  readonly range: { readonly from: Date; readonly to: Date };
}

/** A replay for people: routes named by their vendors. */
export interface ReplayedPlan extends ReplayResult {
  readonly range: ReplayRequest["range"];
  /** ISO 4217. */
  readonly currency: string;
}

const daysMax = 92;
const dayMs = 86_400_000;
/** The same question gets the same answer. */
const seed = 20_261_122;

/**
 * What a plan would have done with sends that were really made; nothing is stored or sent. Errors:
 * those of `checkPlan` with their fields in `input`, INVALID_RANGE.
 */
export async function replayPlan(
  ports: ReplayPorts,
  viewer: KeyViewer & { readonly tenantId: string },
  { input, range }: ReplayRequest,
  now: Date,
  effort?: ReplayEffort,
): Promise<Result<ReplayedPlan>> {
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
  const view = await ports.viewOf(viewer.tenantId);
  const told = { range, currency: view.rules.currency };
  const all = await ports.readLog(viewer.tenantId, range);
  const log = all.filter(
    ({ country }) => spec.countries === null || spec.countries.includes(country),
  );
  const step = measuringStep(spec);
  if (step !== null) {
    const refusal: ReplayRefusal = { reason: "CHOOSES_BY_MEASUREMENT", step };
    const none = { effective: null, actual: null, candidate: null };
    return succeed({ ...told, ...none, sendCount: log.length, refusal });
  }
  const candidate = replayCandidate(spec, tenantOffers(view, spec, now));
  const trustOf = (route: string, country: string): number | null => trustIn(view, route, country);
  const result = await ports.calculate(() => replayInPieces(log, candidate, trustOf, seed, effort));
  return succeed({ ...told, ...result, refusal: named(result.refusal, view) });
}

function trustIn({ measured }: TenantView, route: string, country: string): number | null {
  const { accountId, channel } = partsOf(route);
  const place = country === "" ? null : country;
  return measured.trustOf(accountId, channel, place, null)?.trust ?? null;
}

function partsOf(route: string): { readonly accountId: string; readonly channel: Channel } {
  const [accountId = "", channel = ""] = route.split(" ");
  return { accountId, channel: channel as Channel };
}

/** A refusal's route as people know it: vendor and channel. */
function named(refusal: ReplayRefusal | null, { market }: TenantView): ReplayRefusal | null {
  if (refusal === null || !("route" in refusal)) {
    return refusal;
  }
  const { accountId, channel } = partsOf(refusal.route);
  const slug = market.accounts.get(accountId)?.vendor.slug ?? "?";
  return { ...refusal, route: `${slug} ${channel}` };
}

function insideInput(error: DomainError): DomainError {
  return { ...error, field: ["input", ...(error.field ?? [])] };
}
