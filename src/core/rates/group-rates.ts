import { placeKey, type RateRow, type RejectedRate } from "./rate-row.js";

/** A sheet's sound lines by the offer that they are for. */
export interface GroupedRates {
  /** By `placeKey`; no two lines of one offer begin at the same time. */
  readonly byPlace: ReadonlyMap<string, readonly RateRow[]>;
  /** Lines that another line of the sheet contradicts, by line. */
  readonly rejected: readonly RejectedRate[];
}

/** Lines by offer; of two for the same offer and time the first counts. O(rows). */
export function groupRates(rows: readonly RateRow[], now: Date): GroupedRates {
  const byPlace = new Map<string, RateRow[]>();
  for (const row of rows) {
    const place = placeKey(row);
    const group = byPlace.get(place);
    if (group === undefined) {
      byPlace.set(place, [row]);
    } else {
      group.push(row);
    }
  }
  const rejected: RejectedRate[] = [];
  for (const [place, group] of byPlace) {
    if (group.length > 1) {
      byPlace.set(place, withoutTwins(group, now, rejected));
    }
  }
  return { byPlace, rejected: rejected.sort((a, b) => a.line - b.line) };
}

function withoutTwins(group: readonly RateRow[], now: Date, rejected: RejectedRate[]): RateRow[] {
  const lineByTime = new Map<number, number>();
  return group.filter((row) => {
    const time = (row.effectiveFrom ?? now).getTime();
    const line = lineByTime.get(time);
    if (line !== undefined) {
      rejected.push({ line: row.line, reason: { phrase: "rateTwice", params: { line } } });
      return false;
    }
    lineByTime.set(time, row.line);
    return true;
  });
}
