import type { z } from "zod";
import { scenarioSchema, type Scenario } from "./scenario.js";
import { scenarioRules, type ScenarioProblem } from "./scenario-rules.js";

/** A scenario, or every rule that the file breaks. */
export type ParsedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[]; readonly message: string };

const problemsShownMax = 10;

/**
 * Reads a scenario from the text of a file.
 *
 * @param text what the file holds
 * @param file its name, for the message
 * @returns the scenario with its defaults, or every broken rule with its path; the message names at
 *   most ten
 */
export function parseScenario(text: string, file: string): ParsedScenario {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unreadable";
    return refused(file, [{ path: "", rule: `must be JSON: ${reason}` }]);
  }
  return checkScenario(value, file);
}

/** The same for a value that is not text any more. */
export function checkScenario(value: unknown, file: string): ParsedScenario {
  const parsed = scenarioSchema.safeParse(value);
  if (!parsed.success) {
    return refused(file, parsed.error.issues.flatMap(problemsOf));
  }
  const problems = scenarioRules(parsed.data);
  return problems.length > 0 ? refused(file, problems) : { ok: true, scenario: parsed.data };
}

function refused(file: string, problems: readonly ScenarioProblem[]): ParsedScenario {
  const lines = problems
    .slice(0, problemsShownMax)
    .map(({ path, rule }) => `${file}: ${path === "" ? "" : `${path}: `}${rule}`);
  const rest = problems.length - lines.length;
  const message = [...lines, ...(rest > 0 ? [`${file}: and ${rest} more`] : [])].join("\n");
  return { ok: false, problems, message };
}

function problemsOf(issue: z.core.$ZodIssue): ScenarioProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      rule: "is not a member of the format",
    }));
  }
  return [{ path: pathText(issue.path), rule: issue.message }];
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") {
      return `${text}[${part}]`;
    }
    const name = String(part);
    if (!/^\w+$/.test(name)) {
      return `${text}["${name}"]`;
    }
    return text === "" ? name : `${text}.${name}`;
  }, "");
}
