import type { Channel } from "../otp/status.js";
import type {
  AdvanceTrigger,
  CodeAlphabet,
  Objective,
  PlanSpec,
  StepOrder,
  StrategyName,
  WaitFor,
} from "./plan.js";

type Maybe<T> = T | null | undefined;

/** A plan as a client writes it; null and a missing member both mean the default. */
export interface PlanInput {
  readonly key: string;
  readonly name: string;
  readonly note?: Maybe<string>;
  readonly steps: readonly PlanStepInput[];
  readonly code?: Maybe<CodePolicyInput>;
  readonly resend?: Maybe<ResendPolicyInput>;
  /** Decimal text in the tenant's currency. */
  readonly maxCostPerSend?: Maybe<string>;
  readonly maxAttempts?: Maybe<number>;
  readonly deadlineSec?: Maybe<number>;
  readonly countries?: Maybe<readonly string[]>;
  readonly objective?: Maybe<Objective>;
  readonly order?: Maybe<StepOrder>;
  readonly messages?: Maybe<readonly MessageTemplateInput[]>;
  readonly messageLocale?: Maybe<string>;
}

/** One channel of a plan. */
export interface PlanStepInput {
  readonly channel: Channel;
  readonly vendors: readonly StepVendorInput[];
  readonly strategy?: Maybe<StrategyName>;
  readonly advanceOn?: Maybe<readonly AdvanceTrigger[]>;
  readonly waitSec?: Maybe<number>;
  readonly waitFor?: Maybe<WaitFor>;
  readonly maxAttempts?: Maybe<number>;
  readonly countries?: Maybe<readonly string[]>;
}

/** One vendor of a step. */
export interface StepVendorInput {
  readonly vendor: string;
  /** Public id. */
  readonly accountId?: Maybe<string>;
  readonly weight?: Maybe<number>;
}

/** How codes look and how long they are good. */
export interface CodePolicyInput {
  readonly length?: Maybe<number>;
  readonly alphabet?: Maybe<CodeAlphabet>;
  readonly ttlSec?: Maybe<number>;
  readonly maxChecks?: Maybe<number>;
  readonly perAttempt?: Maybe<boolean>;
  readonly smsAppHash?: Maybe<string>;
  readonly smsDomain?: Maybe<string>;
}

/** How often an end user may ask again. */
export interface ResendPolicyInput {
  readonly maxResends?: Maybe<number>;
  readonly cooldownSec?: Maybe<number>;
  readonly switchVendor?: Maybe<boolean>;
}

/** One text of the tenant's own. */
export interface MessageTemplateInput {
  readonly channel: Channel;
  readonly locale: string;
  readonly subject?: Maybe<string>;
  /** Public id. */
  readonly accountId?: Maybe<string>;
  readonly body?: Maybe<string>;
  readonly vendorTemplateName?: Maybe<string>;
}

/** A plan that keeps every rule that can be checked without looking anything up. */
export interface CheckedPlan {
  readonly key: string;
  readonly name: string;
  readonly note: string | null;
  readonly spec: PlanSpec;
}
