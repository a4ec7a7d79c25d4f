import { rangeOf, type Span } from "../app/ranges.js";

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What a period is held against. */
export const comparisons = ["before", "weeks", "date", "none"] as const;
export type Comparison = (typeof comparisons)[number];

const dayMs = 86_400_000;
/** Four weeks: the same days of the week. */
const weeksMs = 28 * dayMs;

/**
 * The period of the same length that another is held against; null = none.
 *
 * @param since a day like 2026-11-01, for comparison "date"
 */
export function comparedWith(
  period: Period,
  comparison: Comparison,
  since: string | undefined,
): Period | null {
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  switch (comparison) {
    case "before":
      return moved(period, to - from);
    case "weeks":
      return moved(period, weeksMs);
    case "date": {
      const start = Date.parse(`${since ?? ""}T00:00:00Z`);
      return Number.isNaN(start) ? null : moved(period, from - start);
    }
    case "none":
      return null;
  }
}

function moved({ from, to }: Period, byMs: number): Period {
  const back = (time: string) => new Date(Date.parse(time) - byMs).toISOString();
  return { from: back(from), to: back(to) };
}

export function periodOf(span: Span): Period {
  return rangeOf(span);
}

/** The calendar days of a period, like 2026-11-22. */
export function daysOf({ from, to }: Period): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += dayMs) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  const last = new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
  return days.at(-1) === last ? days : [...days, last];
}
