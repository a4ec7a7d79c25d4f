import type { Scenario } from "../market/scenario.js";
import { figureList } from "./figure-list.js";
import { cellText, figureText, goalText } from "./figure-table.js";
import { judge, seedValues } from "./figure-values.js";
import type { PolicyName } from "./policy-list.js";
import type { PolicyRun } from "./policy-run.js";

/** The tables that a text may hold, by the name in the marks around them. */
export type MarkedTable = "measured" | "ablation";

/**
 * The numbered figures of one policy as a Markdown table: every scenario's mean ± standard
 * deviation over the seeds, what that comes to, and the bounds.
 */
export function measuredTable(
  scenarios: readonly Scenario[],
  runs: readonly PolicyRun[],
  policy: PolicyName,
  policies: readonly PolicyName[],
): string {
  const names = scenarios.map(({ name }) => name);
  const head = ["#", "figure", ...names, "over", "reached", "must", "", "aim"];
  const rows = figureList.flatMap((figure) => {
    if (figure.number === null) {
      return [];
    }
    const cells = scenarios.map((scenario) => cellText(figure, policy, scenario, runs, policies));
    const values = scenarios.map((scenario) => seedValues(figure, policy, scenario, runs));
    return judge(figure, values).map((verdict, place) => {
      const { goal, reached, isMet } = verdict;
      return [
        place === 0 ? String(figure.number) : "",
        place === 0 ? figure.name : "",
        ...cells.map((cell) => (place === 0 ? shortened(cell) : "")),
        goal.over,
        reached === null ? "not applicable" : figureText(reached, figure.unit),
        goalText(goal, goal.must, figure.unit),
        isMet === null ? "" : isMet ? "pass" : "FAIL",
        goal.aim === null ? "" : goalText(goal, goal.aim, figure.unit),
      ];
    });
  });
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/**
 * A text with another table between its marks.
 *
 * @returns null when the marks are not there
 */
export function withTable(text: string, name: MarkedTable, table: string): string | null {
  const start = `<!-- ${name} table -->`;
  const end = `<!-- end of ${name} table -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  return from === -1 || to < from
    ? null
    : `${text.slice(0, from)}${start}\n\n${table}\n\n${text.slice(to)}`;
}

function shortened(cell: string): string {
  return cell === "not applicable" ? "–" : cell;
}
