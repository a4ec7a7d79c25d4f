import { localeChain } from "../locale.js";
import { templateProblem } from "../otp/template-problem.js";
import type { MessageTemplate, PlanSpec, PlanStep } from "./plan.js";
import { type PlanProblem, planProblem } from "./problem.js";
import type { PlanFacts } from "./plan-facts.js";
import { stepProblems } from "./step-problems.js";

/** How long an adaptive wait is taken to last as long as nothing is measured. */
const adaptiveWaitSec = 20;

/**
 * What to know about a plan before anything is sent: problems of its steps in order, then of its
 * messages. An empty list means that every step can start, in every country that the plan names.
 *
 * @param facts what the catalogue says of every vendor account that the plan names
 * Pure. O(steps × countries × offers of its vendors).
 */
export function planProblems(spec: PlanSpec, facts: PlanFacts): PlanProblem[] {
  const steps = spec.steps.flatMap((step, index) => [
    ...reachProblems(spec, step, index),
    ...timeProblems(spec, step, index),
    ...stepProblems(spec, step, index + 1, facts),
  ]);
  return [...steps, ...messageProblems(spec.messages, facts.tenantLocale)];
}

/** What is wrong with one text, in the form that a preview shows; empty when it can be sent. */
export function textProblems(template: MessageTemplate): PlanProblem[] {
  const phrase = templateProblem(template);
  if (phrase === null) {
    return [];
  }
  const facts = { channel: template.channel, locale: template.locale };
  return phrase === "templateWithoutCode"
    ? [planProblem("ERROR", "TEMPLATE_WITHOUT_CODE", { facts })]
    : [planProblem("ERROR", "TEMPLATE_INVALID", { facts, phrase })];
}

/** The most attempts that a step makes: one per vendor. */
function attemptsOf(step: PlanStep): number {
  return Math.min(step.maxAttempts, step.vendors.length);
}

function reachProblems(spec: PlanSpec, step: PlanStep, index: number): PlanProblem[] {
  const before = spec.steps.slice(0, index).filter((other) => servesAllOf(other, step));
  const used = before.reduce((sum, other) => sum + attemptsOf(other), 0);
  const isDisjoint =
    spec.countries !== null &&
    step.countries !== null &&
    !step.countries.some((country) => spec.countries?.includes(country));
  if (used < spec.maxAttempts && !isDisjoint) {
    return [];
  }
  const about = { step: index + 1, facts: { maxAttempts: spec.maxAttempts } };
  // Earlier steps may still be passed over, for a recipient without phone or without e-mail.
  // … and any step may come first where the planner orders them.
  if (spec.order === "SMART" && !isDisjoint) {
    return [];
  }
  const severity = isDisjoint ? "ERROR" : "WARNING";
  return [planProblem(severity, "UNREACHABLE_STEP", about)];
}

function timeProblems(spec: PlanSpec, step: PlanStep, index: number): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const position = index + 1;
  if (step.waitSec !== null && step.waitSec > spec.code.ttlSec) {
    const facts = { waitSec: step.waitSec, ttlSec: spec.code.ttlSec };
    problems.push(planProblem("WARNING", "WAIT_LONGER_THAN_CODE", { step: position, facts }));
  }
  const before = spec.steps.slice(0, index).filter((other) => servesAllOf(other, step));
  const waited = before.reduce(
    (sum, other) => sum + attemptsOf(other) * (other.waitSec ?? adaptiveWaitSec),
    0,
  );
  if (waited >= spec.deadlineSec && spec.order === "AS_WRITTEN") {
    const facts = { waitSec: waited, deadlineSec: spec.deadlineSec };
    problems.push(planProblem("WARNING", "DEADLINE_TOO_SHORT", { step: position, facts }));
  }
  return problems;
}

/** True when whoever `step` serves is served by `earlier` first. */
function servesAllOf(earlier: PlanStep, step: PlanStep): boolean {
  return (
    earlier.countries === null ||
    (step.countries?.every((country) => earlier.countries?.includes(country)) ?? false)
  );
}

function messageProblems(
  messages: readonly MessageTemplate[],
  tenantLocale: string,
): PlanProblem[] {
  const problems = messages.flatMap(textProblems);
  // The chain ends in English, which is not everybody's own language.
  const [language] = tenantLocale.split("-");
  const own = new Set(
    localeChain(null, tenantLocale).filter((tag) => tag.split("-")[0] === language),
  );
  for (const channel of new Set(messages.map((message) => message.channel))) {
    const ofChannel = messages.filter((message) => message.channel === channel);
    if (!ofChannel.some((message) => own.has(message.locale))) {
      const facts = { channel, locale: tenantLocale };
      problems.push(planProblem("WARNING", "TEMPLATE_MISSING", { facts }));
    }
  }
  return problems;
}
