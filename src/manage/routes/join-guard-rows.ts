import type { GuardParameters } from "../../core/route/measured/parameters.js";
import type { EstimateRow } from "../../flow/measured-rows.js";

/**
 * What is known of a prefix, or of a cell, from two times: what was counted earlier is aged to the
 * later one's moment and added. Hot is who is hot now.
 */
export function joinGuardRows(
  past: EstimateRow,
  now: EstimateRow,
  { halfLifeSec, rateHalfLifeSec }: GuardParameters,
): EstimateRow {
  const [requests = 0, atSec = 0, ...evidence] = past.amounts;
  const [requestsNow = 0, atSecNow = 0, ...evidenceNow] = now.amounts;
  const isCell = evidence.length === 0 && evidenceNow.length === 0;
  const rateAge = aged(atSec, atSecNow, isCell ? halfLifeSec : rateHalfLifeSec);
  const [sends = 0, verified = 0, seenSec = atSecNow] = evidence;
  const [sendsNow = 0, verifiedNow = 0, seenSecNow = atSecNow, ...hot] = evidenceNow;
  const age = aged(seenSec, seenSecNow, halfLifeSec);
  const calm = isCell ? [] : [sendsNow + sends * age, verifiedNow + verified * age, seenSecNow];
  return { ...now, amounts: [requestsNow + requests * rateAge, atSecNow, ...calm, ...hot] };
}

function aged(fromSec: number, toSec: number, halfLifeSec: number): number {
  return 2 ** (-Math.max(0, toSec - fromSec) / halfLifeSec);
}
