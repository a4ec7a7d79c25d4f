// Made by npm run documents:print from estimate.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AccountOwnership =
  | 'MARKETPLACE'
  | 'TENANT';

export type AdvanceTrigger =
  | 'OUTCOME_UNKNOWN'
  | 'REJECTED'
  | 'UNDELIVERED';

export type BudgetPeriod =
  | 'DAY'
  | 'MONTH'
  | 'TOTAL';

export type BudgetScope =
  | 'COUNTRY'
  | 'PLAN'
  | 'TENANT';

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

export type PlanProblemCode =
  | 'ACCOUNT_DISCONNECTED'
  | 'COUNTRY_NOT_SERVED'
  | 'DEADLINE_TOO_SHORT'
  | 'DEARER_THAN_CAP'
  | 'NO_EXCHANGE_RATE'
  | 'NO_OFFER'
  | 'SENDER_MISSING'
  | 'TEMPLATE_INVALID'
  | 'TEMPLATE_MISSING'
  | 'TEMPLATE_WITHOUT_CODE'
  | 'UNREACHABLE_STEP'
  | 'VENDOR_PAUSED'
  | 'VENDOR_TEMPLATE_MISSING'
  | 'WAIT_FOR_UNSUPPORTED'
  | 'WAIT_LONGER_THAN_CODE'
  | 'WEIGHTS_SUM_TO_ZERO';

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

export type ProblemSeverity =
  | 'ERROR'
  | 'WARNING';

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

export type SuggestPlansInput = {
  channels?: Array<Channel> | null | undefined;
  countries: Array<string>;
  maxTimeToDeliverMsP95?: number | null | undefined;
  minSuccessRate?: number | null | undefined;
  monthlyBudget?: string | null | undefined;
  monthlyVolume: number;
};

export type WaitFor =
  | 'DELIVERED'
  | 'READ'
  | 'VERIFIED';

export type EstimateFragment = { sampleCount: number, deliveryRate: number | null, deliveryRateLow: number | null, deliveryRateHigh: number | null, successRate: number | null, duplicateRate: number | null, timeToDeliverMsP50: number | null, timeToDeliverMsP95: number | null, costPerSend: { amount: string, currency: string } | null, costPerVerified: { amount: string, currency: string } | null, monthlyCost: { amount: string, currency: string } | null, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, reachRate: number, deliveryRate: number | null, waitSec: number, cost: { amount: string, currency: string } | null, vendorShare: Array<{ share: number, vendor: { id: string, slug: string, name: string } }> }> };

export type EstimatePlanQueryVariables = Exact<{
  input: PlanInput;
  countries: Array<string>;
  volume?: number | null | undefined;
}>;


export type EstimatePlanQuery = { estimatePlan: { sampleCount: number, deliveryRate: number | null, deliveryRateLow: number | null, deliveryRateHigh: number | null, successRate: number | null, duplicateRate: number | null, timeToDeliverMsP50: number | null, timeToDeliverMsP95: number | null, costPerSend: { amount: string, currency: string } | null, costPerVerified: { amount: string, currency: string } | null, monthlyCost: { amount: string, currency: string } | null, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, reachRate: number, deliveryRate: number | null, waitSec: number, cost: { amount: string, currency: string } | null, vendorShare: Array<{ share: number, vendor: { id: string, slug: string, name: string } }> }> } };

export type SuggestPlansQueryVariables = Exact<{
  input: SuggestPlansInput;
}>;


export type SuggestPlansQuery = { suggestPlans: Array<{ title: string, rationale: string, estimate: { sampleCount: number, deliveryRate: number | null, deliveryRateLow: number | null, deliveryRateHigh: number | null, successRate: number | null, duplicateRate: number | null, timeToDeliverMsP50: number | null, timeToDeliverMsP95: number | null, costPerSend: { amount: string, currency: string } | null, costPerVerified: { amount: string, currency: string } | null, monthlyCost: { amount: string, currency: string } | null, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, reachRate: number, deliveryRate: number | null, waitSec: number, cost: { amount: string, currency: string } | null, vendorShare: Array<{ share: number, vendor: { id: string, slug: string, name: string } }> }> }, plan: { countries: Array<string> | null, order: StepOrder, objective: Objective, maxAttempts: number, deadlineSec: number, maxCostPerSend: { amount: string, currency: string } | null, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> } }> };

export type MonthBudgetsQueryVariables = Exact<{ [key: string]: never; }>;


export type MonthBudgetsQuery = { budgets: Array<{ id: string, scope: BudgetScope, period: BudgetPeriod, country: string | null, limit: { amount: string, currency: string }, plan: { id: string, key: string } | null }> };

export const EstimateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Estimate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanEstimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sampleCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"duplicateRate"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP50"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP95"}},{"kind":"Field","name":{"kind":"Name","value":"costPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"costPerVerified"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthlyCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"reachRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorShare"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EstimateFragment, unknown>;
export const EstimatePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EstimatePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PlanInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"countries"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CountryCode"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"volume"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"estimatePlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"countries"},"value":{"kind":"Variable","name":{"kind":"Name","value":"countries"}}},{"kind":"Argument","name":{"kind":"Name","value":"monthlyVolume"},"value":{"kind":"Variable","name":{"kind":"Name","value":"volume"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Estimate"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Estimate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanEstimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sampleCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"duplicateRate"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP50"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP95"}},{"kind":"Field","name":{"kind":"Name","value":"costPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"costPerVerified"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthlyCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"reachRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorShare"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EstimatePlanQuery, EstimatePlanQueryVariables>;
export const SuggestPlansDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SuggestPlans"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SuggestPlansInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suggestPlans"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"rationale"}},{"kind":"Field","name":{"kind":"Name","value":"estimate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Estimate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Estimate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanEstimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sampleCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"duplicateRate"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP50"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP95"}},{"kind":"Field","name":{"kind":"Name","value":"costPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"costPerVerified"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthlyCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"reachRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorShare"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SuggestPlansQuery, SuggestPlansQueryVariables>;
export const MonthBudgetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MonthBudgets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"budgets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"limit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}}]}}]} as unknown as DocumentNode<MonthBudgetsQuery, MonthBudgetsQueryVariables>;