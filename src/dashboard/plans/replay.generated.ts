// Made by npm run documents:print from replay.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AdvanceTrigger =
  | 'OUTCOME_UNKNOWN'
  | 'REJECTED'
  | 'UNDELIVERED';

export type Channel =
  | 'EMAIL'
  | 'MISSED_CALL'
  | 'RCS'
  | 'SMS'
  | 'TELEGRAM'
  | 'VIBER'
  | 'VOICE'
  | 'WHATSAPP';

export type CodeAlphabet =
  | 'ALPHANUMERIC'
  | 'DIGITS';

export type CodePolicyInput = {
  alphabet?: CodeAlphabet | null | undefined;
  length?: number | null | undefined;
  maxChecks?: number | null | undefined;
  perAttempt?: boolean | null | undefined;
  smsAppHash?: string | null | undefined;
  smsDomain?: string | null | undefined;
  ttlSec?: number | null | undefined;
};

export type MessageTemplateInput = {
  accountId?: string | number | null | undefined;
  body?: string | null | undefined;
  channel: Channel;
  locale: string;
  subject?: string | null | undefined;
  vendorTemplateName?: string | null | undefined;
};

export type Objective =
  | 'BALANCED'
  | 'CONVERSION'
  | 'COST';

export type PlanInput = {
  code?: CodePolicyInput | null | undefined;
  countries?: Array<string> | null | undefined;
  deadlineSec?: number | null | undefined;
  key: string;
  maxAttempts?: number | null | undefined;
  maxCostPerSend?: string | null | undefined;
  messageLocale?: string | null | undefined;
  messages?: Array<MessageTemplateInput> | null | undefined;
  name: string;
  note?: string | null | undefined;
  objective?: Objective | null | undefined;
  order?: StepOrder | null | undefined;
  resend?: ResendPolicyInput | null | undefined;
  steps: Array<PlanStepInput>;
};

export type PlanStepInput = {
  advanceOn?: Array<AdvanceTrigger> | null | undefined;
  channel: Channel;
  countries?: Array<string> | null | undefined;
  maxAttempts?: number | null | undefined;
  strategy?: Strategy | null | undefined;
  vendors: Array<StepVendorInput>;
  waitFor?: WaitFor | null | undefined;
  waitSec?: number | null | undefined;
};

export type ResendPolicyInput = {
  cooldownSec?: number | null | undefined;
  maxResends?: number | null | undefined;
  switchVendor?: boolean | null | undefined;
};

export type StepOrder =
  | 'AS_WRITTEN'
  | 'SMART';

export type StepVendorInput = {
  accountId?: string | number | null | undefined;
  vendor: string;
  weight?: number | null | undefined;
};

export type Strategy =
  | 'BEST_DELIVERY'
  | 'CHEAPEST'
  | 'FASTEST'
  | 'PRIORITY'
  | 'SMART'
  | 'WEIGHTED';

export type TimeRange = {
  from: string;
  to: string;
};

export type WaitFor =
  | 'DELIVERED'
  | 'READ'
  | 'VERIFIED';

export type ReplayRateFragment = { value: number | null, low: number | null, high: number | null };

export type OutcomeFragment = { successRate: { value: number | null, low: number | null, high: number | null }, deliveryRate: { value: number | null, low: number | null, high: number | null }, timeToDeliverMsP95: { value: number | null, low: number | null, high: number | null }, costPerSend: { value: { amount: string, currency: string } | null, low: { amount: string, currency: string } | null, high: { amount: string, currency: string } | null } };

export type ReplayPlanQueryVariables = Exact<{
  input: PlanInput;
  range: TimeRange;
}>;


export type ReplayPlanQuery = { replayPlan: { from: string, to: string, sendCount: number, sampledEvery: number, effectiveSampleSize: number | null, refusedBecause: string | null, leftOut: Array<{ country: string | null, reason: string, sendCount: number }>, actual: { successRate: { value: number | null, low: number | null, high: number | null }, deliveryRate: { value: number | null, low: number | null, high: number | null }, timeToDeliverMsP95: { value: number | null, low: number | null, high: number | null }, costPerSend: { value: { amount: string, currency: string } | null, low: { amount: string, currency: string } | null, high: { amount: string, currency: string } | null } } | null, candidate: { successRate: { value: number | null, low: number | null, high: number | null }, deliveryRate: { value: number | null, low: number | null, high: number | null }, timeToDeliverMsP95: { value: number | null, low: number | null, high: number | null }, costPerSend: { value: { amount: string, currency: string } | null, low: { amount: string, currency: string } | null, high: { amount: string, currency: string } | null } } | null } };

export const ReplayRateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReplayRate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Estimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}}]}}]} as unknown as DocumentNode<ReplayRateFragment, unknown>;
export const OutcomeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Outcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ReplayOutcome"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"successRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReplayRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReplayRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP95"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReplayRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"costPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"low"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"high"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReplayRate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Estimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}}]}}]} as unknown as DocumentNode<OutcomeFragment, unknown>;
export const ReplayPlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReplayPlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PlanInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeRange"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayPlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"sendCount"}},{"kind":"Field","name":{"kind":"Name","value":"sampledEvery"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveSampleSize"}},{"kind":"Field","name":{"kind":"Name","value":"refusedBecause"}},{"kind":"Field","name":{"kind":"Name","value":"leftOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"sendCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Outcome"}}]}},{"kind":"Field","name":{"kind":"Name","value":"candidate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Outcome"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReplayRate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Estimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Outcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ReplayOutcome"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"successRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReplayRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReplayRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP95"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReplayRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"costPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"low"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"high"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}}]} as unknown as DocumentNode<ReplayPlanQuery, ReplayPlanQueryVariables>;