import type { Scenario } from "../../market/scenario.js";
import type { PolicyRun } from "../policy-run.js";
import { box, colourCount, label, line, px } from "./svg.js";

const daySec = 86_400;

/** Where the first attempts of new sends went, hour by hour, all seeds together. */
export function shareTimeline(
  x: number,
  y: number,
  width: number,
  height: number,
  scenario: Scenario,
  runs: readonly PolicyRun[],
): string[] {
  const bands = bandsOf(runs);
  const spans = bands[0]?.counts.length ?? 0;
  const totals = Array.from({ length: spans }, (_, span) =>
    bands.reduce((sum, { counts }) => sum + (counts[span] ?? 0), 0),
  );
  const across = (share: number): number => x + share * width;
  const below = totals.map(() => 0);
  const areas = bands.map(({ counts }, at) => {
    const lower = [...below];
    counts.forEach((count, span) => {
      below[span] = (below[span] ?? 0) + count / Math.max(1, totals[span] ?? 0);
    });
    const point = (share: number, span: number): string =>
      `${px(across((span + 0.5) / spans))},${px(y + height * (1 - share))}`;
    const there = below.map(point);
    const back = lower.map(point).reverse();
    return `<polygon points="${[...there, ...back].join(" ")}" class="c${at % colourCount}"/>`;
  });
  const keys = bands.map(({ name }, at) => [
    box(x + at * 108, y + height + 30, 11, 11, `c${at % colourCount}`),
    label(x + at * 108 + 16, y + height + 40, name, ""),
  ]);
  return [
    ...areas,
    label(x - 4, y + 10, "1", "quiet end"),
    label(x - 4, y + height, "0", "quiet end"),
    ...days(scenario, across, y, height),
    ...outages(scenario, across, y, height),
    ...keys.flat(),
  ];
}

interface Band {
  readonly name: string;
  readonly counts: readonly number[];
}

/** Vendors by falling traffic; those that find no colour are one band. */
function bandsOf(runs: readonly PolicyRun[]): Band[] {
  const [first] = runs;
  const all = (first?.vendors ?? [])
    .map((name, at) => ({
      name,
      counts: first?.vendorSpans.map((_, span) => total(runs, span, at)) ?? [],
    }))
    .toSorted((left, right) => sum(right.counts) - sum(left.counts));
  if (all.length <= colourCount) {
    return all;
  }
  const rest = all.slice(colourCount - 1);
  const counts = (rest[0]?.counts ?? []).map((_, span) =>
    sum(rest.map((band) => band.counts[span] ?? 0)),
  );
  return [...all.slice(0, colourCount - 1), { name: `${rest.length} others`, counts }];
}

function total(runs: readonly PolicyRun[], span: number, vendor: number): number {
  return sum(runs.map((run) => run.vendorSpans[span]?.[vendor] ?? 0));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function days(
  { horizon_s }: Scenario,
  across: (share: number) => number,
  y: number,
  height: number,
): string[] {
  const step = Math.max(1, Math.round(horizon_s / daySec / 4)) * (daySec / 4);
  const marks = Array.from({ length: Math.floor(horizon_s / step) + 1 }, (_, at) => at * step);
  return marks.flatMap((atSec) => {
    const place = across(atSec / horizon_s);
    return [
      line(place, y + height, place, y + height + 4, "ink"),
      label(place, y + height + 17, `${Math.round(atSec / 3600)} h`, "quiet mid"),
    ];
  });
}

/** Shaded from top to bottom, with their names above, in two rows so that neighbours fit. */
function outages(
  scenario: Scenario,
  across: (share: number) => number,
  y: number,
  height: number,
): string[] {
  const { horizon_s } = scenario;
  return scenario.events
    .filter(({ outage }) => outage)
    .toSorted((left, right) => left.at - right.at)
    .flatMap(({ at, until, name }, place) => {
      const from = across(at / horizon_s);
      const to = across(Math.min(1, (until ?? horizon_s) / horizon_s));
      return [
        box(from, y, to - from, height, "shade"),
        line(from, y - 4, from, y + height, "ink"),
        line(to, y, to, y + height, "ink"),
        label(from, y - 6 - 13 * (place % 2), name, "quiet"),
      ];
    });
}
