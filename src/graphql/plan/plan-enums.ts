import type {
  AdvanceTrigger,
  CodeAlphabet,
  Objective,
  StepOrder,
  WaitFor,
} from "../../core/plan/plan.js";
import type { PlanProblemCode } from "../../core/plan/problem-code.js";
import type { ProblemSeverity } from "../../core/plan/problem.js";
import { enumType } from "../enum-type.js";

export const AdvanceTriggerEnum = enumType<AdvanceTrigger>(
  "AdvanceTrigger",
  "What makes the engine move on before a step's wait is over.",
  {
    REJECTED: "The vendor refused the message.",
    UNDELIVERED: "A receipt says that the message did not arrive.",
    OUTCOME_UNKNOWN: "Nobody knows whether the vendor took the message.",
  },
);

export const WaitForEnum = enumType<WaitFor>("WaitFor", "What a step waits for.", {
  DELIVERED: "The message arrived.",
  READ: "The message was read.",
  VERIFIED: "The code was typed in.",
});

export const ObjectiveEnum = enumType<Objective>(
  "Objective",
  "What counts more when vendors are weighed against each other.",
  {
    CONVERSION: "That codes are typed in.",
    BALANCED: "Codes that are typed in and what they cost, alike.",
    COST: "What it costs.",
  },
);

export const StepOrderEnum = enumType<StepOrder>("StepOrder", "With which step a plan begins.", {
  AS_WRITTEN: "With the first, then in order.",
  SMART: "With whichever promises most by what was measured; the others follow as written.",
});

export const CodeAlphabetEnum = enumType<CodeAlphabet>("CodeAlphabet", "What a code is made of.", {
  DIGITS: "Digits only.",
  ALPHANUMERIC: "Capital letters and digits, without those that look alike.",
});

export const ProblemSeverityEnum = enumType<ProblemSeverity>(
  "ProblemSeverity",
  "How much a problem of a plan matters.",
  {
    ERROR: "A part of the plan cannot work.",
    WARNING: "The plan works, but hardly as meant.",
  },
);

export const PlanProblemCodeEnum = enumType<PlanProblemCode>(
  "PlanProblemCode",
  "What can be wrong with a plan before anything is sent.",
  {
    NO_OFFER: "No vendor of the step has an offer there.",
    DEARER_THAN_CAP: "The step's cheapest attempt costs more than maxCostPerSend.",
    WAIT_LONGER_THAN_CODE: "The step waits longer than the code is good for.",
    TEMPLATE_WITHOUT_CODE: "A message does not hold the code.",
    TEMPLATE_INVALID: "A message cannot be used.",
    TEMPLATE_MISSING: "A channel has messages, but none in the tenant's own language.",
    SENDER_MISSING: "The vendor needs a sender that the account does not have.",
    VENDOR_TEMPLATE_MISSING:
      "The vendor sends there by approved templates only, and no message names one.",
    ACCOUNT_DISCONNECTED: "An account that the step names is disconnected.",
    VENDOR_PAUSED: "A vendor of the step is paused.",
    WAIT_FOR_UNSUPPORTED: "The step waits for something that the vendor never reports.",
    NO_EXCHANGE_RATE: "There is no exchange rate between the vendor's currency and the tenant's.",
    UNREACHABLE_STEP: "The step is never reached.",
    DEADLINE_TOO_SHORT: "The steps before it wait until no attempt may start any more.",
    WEIGHTS_SUM_TO_ZERO: "All weights of the step are 0.",
    COUNTRY_NOT_SERVED: "The plan does not serve a country that an estimate was asked for.",
  },
);
