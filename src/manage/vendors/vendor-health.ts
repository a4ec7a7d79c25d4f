import type { HealthReason } from "../../core/messages/reason-words.js";
import type { Channel } from "../../core/otp/status.js";
import { healthOf } from "../../core/route/breaker.js";
import type { HealthState } from "../../core/route/candidate.js";
import type { HealthFacts, HealthOutage, PauseRow } from "./ports.js";

/** since = when the state began; null = it was never otherwise, as far as is known. */
export interface VendorHealthState {
  readonly state: HealthState;
  /** Null when it is healthy. */
  readonly reason: HealthReason | null;
  readonly since: Date | null;
  readonly nextProbeAt: Date | null;
}

/** What is asked about; a null or missing member = any. */
export interface HealthPlace {
  readonly channel?: Channel | null;
  readonly country?: string | null;
  /** mcc and mnc joined. */
  readonly network?: string | null;
}

const severity: Readonly<Record<HealthState, number>> = {
  HEALTHY: 0,
  DEGRADED: 1,
  OPEN: 2,
  PINNED_OFF: 3,
};

/**
 * The health of a vendor at a place: the worst of its breakers and outages there, unless a pause
 * covers all of the place. A pause of a part (one channel, when the whole vendor is asked about)
 * and the outage of one network make it DEGRADED.
 *
 * @param facts of one vendor, as one viewer sees them
 */
export function vendorHealth(facts: HealthFacts, place: HealthPlace): VendorHealthState {
  const channel = place.channel ?? null;
  const country = place.country ?? null;
  const touching = facts.pauses.filter(
    (pause) => meets(pause.channel, channel) && meets(pause.country, country),
  );
  const states = [
    ...touching.map((pause) => pauseState(pause, channel, country)),
    ...facts.breakers
      .filter((row) => meets(row.channel, channel) && meets(row.country, country))
      .map((row): VendorHealthState => {
        const { state, failures, nextProbeAt } = healthOf(row);
        const reason = state === "HEALTHY" ? null : ({ kind: "FAILURES", failures } as const);
        return { state, reason, since: row.openedAt ?? row.since, nextProbeAt };
      }),
    ...facts.outages
      .filter((row) => meets(row.channel, channel) && meets(row.country, country))
      .filter((row) => meets(row.network, place.network ?? null))
      .map((row) => outageState(row, place.network ?? null)),
  ];
  return states.reduce(worse, { state: "HEALTHY", reason: null, since: null, nextProbeAt: null });
}

function outageState(outage: HealthOutage, network: string | null): VendorHealthState {
  const { scope, upstream, failures, openedBy, openedAt, probeAt } = outage;
  const kind = openedBy === "RECEIPT" ? "OUTAGE_RECEIPT" : "OUTAGE_CODE";
  return {
    state: outage.network === null || outage.network === network ? "OPEN" : "DEGRADED",
    reason: { kind, scope, upstream, network: outage.network, failures },
    since: openedAt,
    nextProbeAt: probeAt,
  };
}

function pauseState(
  pause: PauseRow,
  channel: Channel | null,
  country: string | null,
): VendorHealthState {
  const coversAll =
    (pause.channel === null || pause.channel === channel) &&
    (pause.country === null || pause.country === country);
  const where = [pause.channel, pause.country].filter((part) => part !== null).join(" ");
  return {
    state: coversAll ? "PINNED_OFF" : "DEGRADED",
    reason: {
      kind: pause.tenantId === null ? "PAUSED_BY_OPERATOR" : "PAUSED_BY_TENANT",
      place: coversAll || where === "" ? null : where,
      reason: pause.reason,
    },
    since: pause.pausedAt,
    nextProbeAt: null,
  };
}

/** The worse of two states; of equal ones the first. */
function worse(left: VendorHealthState, right: VendorHealthState): VendorHealthState {
  return severity[right.state] > severity[left.state] ? right : left;
}

function meets(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}
