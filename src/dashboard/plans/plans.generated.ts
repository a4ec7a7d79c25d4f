// Made by npm run documents:print from plans.graphql.
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

export type ArchivePlanErrorCode =
  | 'NOT_FOUND';

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

export type CreatePlanErrorCode =
  | 'ACCOUNT_NOT_FOUND'
  | 'CHANNEL_NOT_OFFERED'
  | 'DUPLICATE_ITEM'
  | 'INVALID_KEY'
  | 'INVALID_LOCALE'
  | 'INVALID_MONEY'
  | 'INVALID_TEMPLATE'
  | 'INVALID_TEXT'
  | 'KEY_TAKEN'
  | 'NO_STEPS'
  | 'NO_VENDORS'
  | 'OUT_OF_RANGE'
  | 'STRATEGY_NOT_AVAILABLE'
  | 'TOO_LONG'
  | 'TOO_MANY_ITEMS'
  | 'TOO_MANY_STEPS'
  | 'UNKNOWN_COUNTRY'
  | 'VENDOR_NOT_FOUND'
  | 'WEIGHT_MISSING';

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

export type RevisePlanErrorCode =
  | 'ACCOUNT_NOT_FOUND'
  | 'CHANNEL_NOT_OFFERED'
  | 'DUPLICATE_ITEM'
  | 'INVALID_KEY'
  | 'INVALID_LOCALE'
  | 'INVALID_MONEY'
  | 'INVALID_TEMPLATE'
  | 'INVALID_TEXT'
  | 'KEY_FIXED'
  | 'NOT_FOUND'
  | 'NO_STEPS'
  | 'NO_VENDORS'
  | 'OUT_OF_RANGE'
  | 'PLAN_ARCHIVED'
  | 'REVISION_CONFLICT'
  | 'STRATEGY_NOT_AVAILABLE'
  | 'TOO_LONG'
  | 'TOO_MANY_ITEMS'
  | 'TOO_MANY_STEPS'
  | 'UNKNOWN_COUNTRY'
  | 'VENDOR_NOT_FOUND'
  | 'WEIGHT_MISSING';

export type RollBackPlanErrorCode =
  | 'NOT_FOUND'
  | 'PLAN_ARCHIVED'
  | 'REVISION_CONFLICT'
  | 'REVISION_NOT_FOUND';

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

export type RevisionFragment = { id: string, number: number, note: string | null, createdBy: string, createdAt: string, objective: Objective, order: StepOrder, deadlineSec: number, maxAttempts: number, countries: Array<string> | null, messageLocale: string | null, maxCostPerSend: { amount: string, currency: string } | null, code: { alphabet: CodeAlphabet, length: number, maxChecks: number, perAttempt: boolean, smsAppHash: string | null, smsDomain: string | null, ttlSec: number }, resend: { cooldownSec: number, maxResends: number, switchVendor: boolean }, messages: Array<{ accountId: string | null, body: string | null, channel: Channel, locale: string, subject: string | null, vendorTemplateName: string | null }>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, label: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> };

export type PlansQueryVariables = Exact<{
  range: TimeRange;
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type PlansQuery = { plans: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, key: string, name: string, revision: number, createdAt: string, current: { id: string, number: number, note: string | null, createdBy: string, createdAt: string, objective: Objective, order: StepOrder, deadlineSec: number, maxAttempts: number, countries: Array<string> | null, messageLocale: string | null, maxCostPerSend: { amount: string, currency: string } | null, code: { alphabet: CodeAlphabet, length: number, maxChecks: number, perAttempt: boolean, smsAppHash: string | null, smsDomain: string | null, ttlSec: number }, resend: { cooldownSec: number, maxResends: number, switchVendor: boolean }, messages: Array<{ accountId: string | null, body: string | null, channel: Channel, locale: string, subject: string | null, vendorTemplateName: string | null }>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, label: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> }, report: { sendCount: number, verifiedCount: number, successRate: number | null, failoverRate: number | null, timeToDeliverMsP50: number | null } }> } };

export type ComposePlanQueryVariables = Exact<{
  key: string;
}>;


export type ComposePlanQuery = { plan: { id: string, key: string, name: string, revision: number, archivedAt: string | null, current: { id: string, number: number, note: string | null, createdBy: string, createdAt: string, objective: Objective, order: StepOrder, deadlineSec: number, maxAttempts: number, countries: Array<string> | null, messageLocale: string | null, maxCostPerSend: { amount: string, currency: string } | null, code: { alphabet: CodeAlphabet, length: number, maxChecks: number, perAttempt: boolean, smsAppHash: string | null, smsDomain: string | null, ttlSec: number }, resend: { cooldownSec: number, maxResends: number, switchVendor: boolean }, messages: Array<{ accountId: string | null, body: string | null, channel: Channel, locale: string, subject: string | null, vendorTemplateName: string | null }>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, label: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> } } | null };

export type PlanRevisionsQueryVariables = Exact<{
  key: string;
  after?: string | null | undefined;
}>;


export type PlanRevisionsQuery = { plan: { id: string, revisions: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: number, note: string | null, createdBy: string, createdAt: string, objective: Objective, order: StepOrder, deadlineSec: number, maxAttempts: number, countries: Array<string> | null, messageLocale: string | null, maxCostPerSend: { amount: string, currency: string } | null, code: { alphabet: CodeAlphabet, length: number, maxChecks: number, perAttempt: boolean, smsAppHash: string | null, smsDomain: string | null, ttlSec: number }, resend: { cooldownSec: number, maxResends: number, switchVendor: boolean }, messages: Array<{ accountId: string | null, body: string | null, channel: Channel, locale: string, subject: string | null, vendorTemplateName: string | null }>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, label: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> }> } } | null };

export type CreatePlanMutationVariables = Exact<{
  input: PlanInput;
}>;


export type CreatePlanMutation = { createPlan: { plan: { id: string, key: string, revision: number } | null, userErrors: Array<{ code: CreatePlanErrorCode, field: Array<string> | null, message: string }> } };

export type RevisePlanMutationVariables = Exact<{
  id: string | number;
  expectedRevision: number;
  input: PlanInput;
}>;


export type RevisePlanMutation = { revisePlan: { plan: { id: string, key: string, revision: number, current: { id: string, number: number, note: string | null, createdBy: string, createdAt: string, objective: Objective, order: StepOrder, deadlineSec: number, maxAttempts: number, countries: Array<string> | null, messageLocale: string | null, maxCostPerSend: { amount: string, currency: string } | null, code: { alphabet: CodeAlphabet, length: number, maxChecks: number, perAttempt: boolean, smsAppHash: string | null, smsDomain: string | null, ttlSec: number }, resend: { cooldownSec: number, maxResends: number, switchVendor: boolean }, messages: Array<{ accountId: string | null, body: string | null, channel: Channel, locale: string, subject: string | null, vendorTemplateName: string | null }>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, label: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> } } | null, userErrors: Array<{ code: RevisePlanErrorCode, field: Array<string> | null, message: string }> } };

export type RollBackPlanMutationVariables = Exact<{
  id: string | number;
  expectedRevision: number;
  toRevision: number;
}>;


export type RollBackPlanMutation = { rollBackPlan: { plan: { id: string, key: string, revision: number } | null, userErrors: Array<{ code: RollBackPlanErrorCode, message: string }> } };

export type ArchivePlanMutationVariables = Exact<{
  id: string | number;
}>;


export type ArchivePlanMutation = { archivePlan: { plan: { id: string, archivedAt: string | null } | null, userErrors: Array<{ code: ArchivePlanErrorCode, message: string }> } };

export const RevisionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Revision"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanRevision"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"messageLocale"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alphabet"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"maxChecks"}},{"kind":"Field","name":{"kind":"Name","value":"perAttempt"}},{"kind":"Field","name":{"kind":"Name","value":"smsAppHash"}},{"kind":"Field","name":{"kind":"Name","value":"smsDomain"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSec"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cooldownSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxResends"}},{"kind":"Field","name":{"kind":"Name","value":"switchVendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"vendorTemplateName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RevisionFragment, unknown>;
export const PlansDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Plans"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeRange"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plans"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"25"}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"report"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendCount"}},{"kind":"Field","name":{"kind":"Name","value":"verifiedCount"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"failoverRate"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP50"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Revision"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanRevision"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"messageLocale"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alphabet"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"maxChecks"}},{"kind":"Field","name":{"kind":"Name","value":"perAttempt"}},{"kind":"Field","name":{"kind":"Name","value":"smsAppHash"}},{"kind":"Field","name":{"kind":"Name","value":"smsDomain"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSec"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cooldownSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxResends"}},{"kind":"Field","name":{"kind":"Name","value":"switchVendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"vendorTemplateName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PlansQuery, PlansQueryVariables>;
export const ComposePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ComposePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Revision"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Revision"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanRevision"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"messageLocale"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alphabet"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"maxChecks"}},{"kind":"Field","name":{"kind":"Name","value":"perAttempt"}},{"kind":"Field","name":{"kind":"Name","value":"smsAppHash"}},{"kind":"Field","name":{"kind":"Name","value":"smsDomain"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSec"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cooldownSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxResends"}},{"kind":"Field","name":{"kind":"Name","value":"switchVendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"vendorTemplateName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ComposePlanQuery, ComposePlanQueryVariables>;
export const PlanRevisionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PlanRevisions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revisions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Revision"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Revision"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanRevision"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"messageLocale"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alphabet"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"maxChecks"}},{"kind":"Field","name":{"kind":"Name","value":"perAttempt"}},{"kind":"Field","name":{"kind":"Name","value":"smsAppHash"}},{"kind":"Field","name":{"kind":"Name","value":"smsDomain"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSec"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cooldownSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxResends"}},{"kind":"Field","name":{"kind":"Name","value":"switchVendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"vendorTemplateName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PlanRevisionsQuery, PlanRevisionsQueryVariables>;
export const CreatePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreatePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PlanInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreatePlanMutation, CreatePlanMutationVariables>;
export const RevisePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevisePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expectedRevision"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PlanInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revisePlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"expectedRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expectedRevision"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Revision"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Revision"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanRevision"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"messageLocale"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alphabet"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"maxChecks"}},{"kind":"Field","name":{"kind":"Name","value":"perAttempt"}},{"kind":"Field","name":{"kind":"Name","value":"smsAppHash"}},{"kind":"Field","name":{"kind":"Name","value":"smsDomain"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSec"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cooldownSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxResends"}},{"kind":"Field","name":{"kind":"Name","value":"switchVendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"vendorTemplateName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RevisePlanMutation, RevisePlanMutationVariables>;
export const RollBackPlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RollBackPlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expectedRevision"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"toRevision"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rollBackPlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"expectedRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expectedRevision"}}},{"kind":"Argument","name":{"kind":"Name","value":"toRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"toRevision"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RollBackPlanMutation, RollBackPlanMutationVariables>;
export const ArchivePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ArchivePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"archivePlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ArchivePlanMutation, ArchivePlanMutationVariables>;