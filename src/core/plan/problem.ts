import type { MessageLocale } from "../errors.js";
import type { PhraseKey } from "../messages/phrases.js";
import type { PlanProblemCode } from "./problem-code.js";
import { problemSentence } from "./problem-messages.js";

/** Every severity. */
export const problemSeverities = ["ERROR", "WARNING"] as const;
/** ERROR: something of the plan cannot work; WARNING: it works, but hardly as meant. */
export type ProblemSeverity = (typeof problemSeverities)[number];

/** Something to know about a plan before anything is sent. */
export interface PlanProblem {
  readonly severity: ProblemSeverity;
  readonly code: PlanProblemCode;
  /** From 1; null = about no single step. */
  readonly step: number | null;
  /** Null = wherever the step serves. */
  readonly country: string | null;
  /** Facts for the sentence. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** What is wrong with the text, for TEMPLATE_INVALID. */
  readonly phrase: PhraseKey | null;
}

/** The sentence for people, in their language. */
export function planProblemMessage(problem: PlanProblem, locale: MessageLocale): string {
  const { code, step, country, facts, phrase } = problem;
  return problemSentence(code, { ...facts, step, country }, phrase, locale);
}

/** Makes a problem; what is left out is null or empty. */
export function planProblem(
  severity: ProblemSeverity,
  code: PlanProblemCode,
  about: Partial<Omit<PlanProblem, "severity" | "code">>,
): PlanProblem {
  return { severity, code, step: null, country: null, facts: {}, phrase: null, ...about };
}
