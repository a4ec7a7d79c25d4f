import { type Period, type PeriodBounds, periodOf } from "../time.js";

/**
 * The budget period that `now` falls into.
 *
 * @param zone   the tenant's IANA zone; a changed one takes effect when the period that has begun
 * ends
 * @param latest the budget's latest stored period; null = none yet. While it lasts, or when it
 * begins after
 *               `now` (another process's clock is ahead), it is the answer.
 * @returns      half-open; begins where the latest one ended, so that no moment is counted twice
 * Pure; equal arguments give equal bounds in every process, so that (budget, startsAt) names the
 * period.
 */
export function periodAt(
  period: Period,
  zone: string,
  now: Date,
  latest: PeriodBounds | null,
): PeriodBounds {
  if (latest !== null && (latest.endsAt === null || now < latest.endsAt)) {
    return { startsAt: latest.startsAt, endsAt: latest.endsAt };
  }
  const computed = periodOf(period, zone, now);
  const latestEnd = latest?.endsAt ?? null;
  return latestEnd !== null && latestEnd > computed.startsAt
    ? { startsAt: latestEnd, endsAt: computed.endsAt }
    : computed;
}
