import type { Summary } from "../figure-values.js";
import { box, label, line } from "./svg.js";

/** One thing that bars are drawn of. */
export interface Bars {
  readonly title: string;
  /** By policy; null = nothing to show. */
  readonly values: readonly { readonly name: string; readonly summary: Summary | null }[];
  text(value: number): string;
}

const rowHeight = 24;
const highlighted = "smart";

/** Horizontal bars from 0, with a whisker of one standard deviation to each side. */
export function barPanel(x: number, y: number, width: number, bars: Bars): string[] {
  const nameWidth = 62;
  const textWidth = 58;
  const ends = bars.values.map(({ summary }) =>
    summary === null ? 0 : summary.mean + (summary.sd ?? 0),
  );
  const most = Math.max(...ends, 0) || 1;
  const scale = (width - nameWidth - textWidth) / most;
  const left = x + nameWidth;
  const rows = bars.values.flatMap(({ name, summary }, at) => {
    const top = y + 16 + at * rowHeight;
    const middle = top + rowHeight / 2 - 2;
    const named = label(left - 6, middle + 4, name, "end");
    if (summary === null) {
      return [named, label(left + 4, middle + 4, "–", "quiet")];
    }
    const { mean, sd } = summary;
    const whisker =
      sd === null
        ? []
        : [line(left + scale * (mean - sd), middle, left + scale * (mean + sd), middle, "ink")];
    return [
      named,
      box(left, top, scale * Math.max(0, mean), rowHeight - 6, name === highlighted ? "c0" : "bar"),
      ...whisker,
      label(left + scale * (Math.max(0, mean) + (sd ?? 0)) + 5, middle + 4, bars.text(mean), ""),
    ];
  });
  return [
    label(x, y, bars.title, "sub"),
    line(left, y + 10, left, y + 16 + rowHeight * bars.values.length, "rule"),
    ...rows,
  ];
}
