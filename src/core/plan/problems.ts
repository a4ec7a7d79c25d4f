import { localeChain } from "../locale.js";
import { templateProblem } from "../otp/template-problem.js";
import type { MessageTemplate, PlanSpec, PlanStep } from "./plan.js";
import { type PlanProblem, planProblem } from "./problem.js";
import type { PlanFacts } from "./plan-facts.js";
import { stepProblems } from "./step-problems.js";
import { stepsBefore } from "./steps-before.js";

/**
 * What to know about a plan before anything is sent: problems of its steps in order, then of its
 * messages. An empty list means that every step can start, in every country that the plan names.
 *
 * @param facts what the catalogue says of every vendor account that the plan names
 * Pure. O(steps × countries × offers of its vendors).
 */
export function planProblems(spec: PlanSpec, facts: PlanFacts): PlanProblem[] {
  const steps = spec.steps.flatMap((step, index) => [
    ...turnProblems(spec, step, index, facts),
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

/**
 * Whether the step's turn comes, in any of its countries, and comes in time in all of them. Where
 * the planner orders the steps any may come first.
 */
function turnProblems(
  spec: PlanSpec,
  step: PlanStep,
  index: number,
  facts: PlanFacts,
): PlanProblem[] {
  const before = stepsBefore(spec, index, facts);
  const isTurnOpen = before.length === 0 || spec.order === "SMART";
  const used = isTurnOpen ? 0 : Math.min(...before.map(({ attempts }) => attempts));
  const waited = isTurnOpen ? 0 : Math.max(...before.map(({ waitSec }) => waitSec));
  return [...reachProblems(spec, step, index, used), ...timeProblems(spec, step, index, waited)];
}

function reachProblems(
  { countries, maxAttempts }: PlanSpec,
  step: PlanStep,
  index: number,
  used: number,
): PlanProblem[] {
  const isDisjoint =
    countries !== null &&
    step.countries !== null &&
    !step.countries.some((country) => countries.includes(country));
  if (used < maxAttempts && !isDisjoint) {
    return [];
  }
  const about = { step: index + 1, facts: { maxAttempts } };
  // Earlier steps may still be passed over, for a recipient without phone or without e-mail.
  const severity = isDisjoint ? "ERROR" : "WARNING";
  return [planProblem(severity, "UNREACHABLE_STEP", about)];
}

function timeProblems(
  spec: PlanSpec,
  step: PlanStep,
  index: number,
  waited: number,
): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const position = index + 1;
  if (step.waitSec !== null && step.waitSec > spec.code.ttlSec) {
    const facts = { waitSec: step.waitSec, ttlSec: spec.code.ttlSec };
    problems.push(planProblem("WARNING", "WAIT_LONGER_THAN_CODE", { step: position, facts }));
  }
  if (waited >= spec.deadlineSec) {
    const facts = { waitSec: waited, deadlineSec: spec.deadlineSec };
    problems.push(planProblem("WARNING", "DEADLINE_TOO_SHORT", { step: position, facts }));
  }
  return problems;
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
