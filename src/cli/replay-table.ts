import { replayRefusalWords } from "../core/route/replay/refusal-words.js";
import type { ReplayEstimate, ReplayOutcome } from "../core/route/replay/replay-log.js";
import type { ReplayedPlan } from "../manage/replay/replay-plan.js";

/** A replay as a table: what was, what would have been, and between what that lies. */
export function replayTable(replay: ReplayedPlan): string {
  const { refusal, actual, candidate, leftOut } = replay;
  const lines = [headline(replay)];
  if (actual === null || candidate === null || refusal !== null) {
    lines.push(refusal === null ? "" : replayRefusalWords(refusal, "en"));
  } else {
    lines.push("", ...rowsOf(actual, candidate, replay.currency));
  }
  if (leftOut.length > 0) {
    lines.push("", refusal === null ? "Left out, above on both sides:" : "By country:");
  }
  for (const { country, sendCount, refusal: reason } of leftOut) {
    const place = country === "" ? "e-mail" : country;
    lines.push(`  ${place}, ${sendCount} sends: ${replayRefusalWords(reason, "en")}`);
  }
  return `${lines.join("\n")}\n`;
}

function headline({ sendCount, range, effective, sampledEvery }: ReplayedPlan): string {
  const sampled = sampledEvery === 1 ? "" : `, one in ${sampledEvery} of all`;
  const evidence =
    effective === null ? "" : `; ${Math.floor(effective)} effective attempts at the least`;
  const [from, to] = [range.from, range.to].map((time) => time.toISOString().slice(0, 16));
  return `${sendCount} sends${sampled} from ${from} to ${to} (UTC)${evidence}`;
}

interface Unit {
  readonly factor: number;
  readonly digits: number;
  readonly name: string;
}

function rowsOf(actual: ReplayOutcome, candidate: ReplayOutcome, currency: string): string[] {
  const percent = { factor: 100, digits: 1, name: "%" };
  const rows = [
    ["", "really", "candidate", "between"],
    row("verified", actual.successRate, candidate.successRate, percent),
    row("delivered", actual.deliveryRate, candidate.deliveryRate, percent),
    row("cost of a send", actual.costMicros, candidate.costMicros, {
      factor: 1e-6,
      digits: 5,
      name: currency,
    }),
    row("95 of 100 delivered within", actual.timeToDeliverMsP95, candidate.timeToDeliverMsP95, {
      factor: 1e-3,
      digits: 1,
      name: "s",
    }),
  ];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

function row(
  name: string,
  actual: ReplayEstimate | null,
  candidate: ReplayEstimate | null,
  { factor, digits, name: unit }: Unit,
): string[] {
  const words = (value: number | undefined): string =>
    value === undefined ? "–" : `${(value * factor).toFixed(digits)} ${unit}`;
  const between =
    candidate === null
      ? "–"
      : `${(candidate.low * factor).toFixed(digits)} to ${words(candidate.high)}`;
  return [name, words(actual?.value), words(candidate?.value), between];
}
