// Made by npm run documents:print from estimate.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Whose account at a vendor it is. */
export type AccountOwnership =
  /** The marketplace's, used on every tenant's behalf. */
  | 'MARKETPLACE'
  /** The tenant's own. */
  | 'TENANT';

/** What makes the engine move on before a step's wait is over. */
export type AdvanceTrigger =
  /** Nobody knows whether the vendor took the message. */
  | 'OUTCOME_UNKNOWN'
  /** The vendor refused the message. */
  | 'REJECTED'
  /** A receipt says that the message did not arrive. */
  | 'UNDELIVERED';

/** A way by which a code reaches a person. */
export type Channel =
  /** An e-mail. */
  | 'EMAIL'
  /** A call that is not answered: the last digits of the calling number are the code. */
  | 'MISSED_CALL'
  /** An RCS message. */
  | 'RCS'
  /** A text message. */
  | 'SMS'
  /** A message of Telegram's verification service. */
  | 'TELEGRAM'
  /** A Viber message. */
  | 'VIBER'
  /** A call that reads the code aloud. */
  | 'VOICE'
  /** A WhatsApp message. */
  | 'WHATSAPP';

/** What a code is made of. */
export type CodeAlphabet =
  /** Capital letters and digits, without those that look alike. */
  | 'ALPHANUMERIC'
  /** Digits only. */
  | 'DIGITS';

/** How codes look and how long they are good. */
export type CodePolicyInput = {
  /** What a code is made of. */
  alphabet?: CodeAlphabet | null | undefined;
  /** How many characters a code has, 4 to 10. */
  length?: number | null | undefined;
  /** How many times a code may be checked, 1 to 10. */
  maxChecks?: number | null | undefined;
  /** True to give every attempt a code of its own. */
  perAttempt?: boolean | null | undefined;
  /** The hash of an Android app, 11 characters: every SMS ends with it, so that the app's SMS Retriever reads the code, from messages of at most 140 bytes. Not with smsDomain. */
  smsAppHash?: string | null | undefined;
  /** The host name of a site: every SMS ends with “@example.com #123456”, so that iOS and browsers offer the code there and nowhere else. Not with smsAppHash. */
  smsDomain?: string | null | undefined;
  /** How many seconds a code is good for, 30 to 3600. */
  ttlSec?: number | null | undefined;
};

/** The words of a message for one channel and language. */
export type MessageTemplateInput = {
  /** The account that it is for; null = every vendor of the channel. */
  accountId?: string | number | null | undefined;
  /** The text, with {code}, {brand} and {minutes}; 1,000 characters at most. */
  body?: string | null | undefined;
  /** The channel that it is for. */
  channel: Channel;
  /** Its language as a BCP 47 tag, such as en or id-ID. */
  locale: string;
  /** The subject of an e-mail; null for the standard one. */
  subject?: string | null | undefined;
  /** The name of a template that is kept at the vendor. */
  vendorTemplateName?: string | null | undefined;
};

/** What counts more when vendors are weighed against each other. */
export type Objective =
  /** Codes that are typed in and what they cost, alike. */
  | 'BALANCED'
  /** That codes are typed in. */
  | 'CONVERSION'
  /** What it costs. */
  | 'COST';

/** A plan as it is to be. */
export type PlanInput = {
  /** How codes look and how long they are good. */
  code?: CodePolicyInput | null | undefined;
  /** The only countries that it serves; null = every country with an offer. */
  countries?: Array<string> | null | undefined;
  /** After how many seconds no new attempt starts, 10 to 3600. */
  deadlineSec?: number | null | undefined;
  /** The name by which sendOtp uses it: a lower-case letter, then lower-case letters, digits and hyphens, 63 at most. */
  key: string;
  /** How many automatic attempts one send makes at most, 1 to 12. */
  maxAttempts?: number | null | undefined;
  /** The most that one send may cost, in the tenant's currency; null = no cap. */
  maxCostPerSend?: string | null | undefined;
  /** The language of messages where a send names none that there is a text in, as a BCP 47 tag; null = the tenant's. */
  messageLocale?: string | null | undefined;
  /** The tenant's own texts; null or a missing one = the standard text, in English, Indonesian, Portuguese, Spanish, Hindi, Arabic, French or German. */
  messages?: Array<MessageTemplateInput> | null | undefined;
  /** The name for people, 120 characters at most. */
  name: string;
  /** Why it is made or changed, 500 characters at most. */
  note?: string | null | undefined;
  /** What counts more when vendors are weighed. */
  objective?: Objective | null | undefined;
  /** With which step it begins. */
  order?: StepOrder | null | undefined;
  /** How often an end user may ask again. */
  resend?: ResendPolicyInput | null | undefined;
  /** The steps in order, 1 to 8. */
  steps: Array<PlanStepInput>;
};

/** What can be wrong with a plan before anything is sent. */
export type PlanProblemCode =
  /** An account that the step names is disconnected. */
  | 'ACCOUNT_DISCONNECTED'
  /** The steps before it wait until no attempt may start any more. */
  | 'DEADLINE_TOO_SHORT'
  /** The step's cheapest attempt costs more than maxCostPerSend. */
  | 'DEARER_THAN_CAP'
  /** There is no exchange rate between the vendor's currency and the tenant's. */
  | 'NO_EXCHANGE_RATE'
  /** No vendor of the step has an offer there. */
  | 'NO_OFFER'
  /** The vendor needs a sender that the account does not have. */
  | 'SENDER_MISSING'
  /** A message cannot be used. */
  | 'TEMPLATE_INVALID'
  /** A channel has messages, but none in the tenant's own language. */
  | 'TEMPLATE_MISSING'
  /** A message does not hold the code. */
  | 'TEMPLATE_WITHOUT_CODE'
  /** The step is never reached. */
  | 'UNREACHABLE_STEP'
  /** A vendor of the step is paused. */
  | 'VENDOR_PAUSED'
  /** The vendor sends there by approved templates only, and no message names one. */
  | 'VENDOR_TEMPLATE_MISSING'
  /** The step waits for something that the vendor never reports. */
  | 'WAIT_FOR_UNSUPPORTED'
  /** The step waits longer than the code is good for. */
  | 'WAIT_LONGER_THAN_CODE'
  /** All weights of the step are 0. */
  | 'WEIGHTS_SUM_TO_ZERO';

/** One step of a plan: one channel. */
export type PlanStepInput = {
  /** What makes the engine move on before the wait is over. */
  advanceOn?: Array<AdvanceTrigger> | null | undefined;
  /** The channel that the step sends on. */
  channel: Channel;
  /** The only countries that the step serves; null = all of the plan's. */
  countries?: Array<string> | null | undefined;
  /** How many attempts the step makes at most, 1 to 12; null = one per vendor. */
  maxAttempts?: number | null | undefined;
  /** How the step picks among its vendors. */
  strategy?: Strategy | null | undefined;
  /** The vendors to try, 1 to 12, in the order that strategy PRIORITY uses. */
  vendors: Array<StepVendorInput>;
  /** What the step waits for. */
  waitFor?: WaitFor | null | undefined;
  /** How many seconds each vendor gets, 3 to 600; null = adaptive. */
  waitSec?: number | null | undefined;
};

/** How much a problem of a plan matters. */
export type ProblemSeverity =
  /** A part of the plan cannot work. */
  | 'ERROR'
  /** The plan works, but hardly as meant. */
  | 'WARNING';

/** How often an end user may ask again. */
export type ResendPolicyInput = {
  /** How many seconds have to pass in between, 0 to 600. */
  cooldownSec?: number | null | undefined;
  /** How many times at most, 0 to 10. */
  maxResends?: number | null | undefined;
  /** True to start a resend with another vendor. */
  switchVendor?: boolean | null | undefined;
};

/** With which step a plan begins. */
export type StepOrder =
  /** With the first, then in order. */
  | 'AS_WRITTEN'
  /** With whichever promises most by what was measured; the others follow as written. */
  | 'SMART';

/** One vendor of a step. */
export type StepVendorInput = {
  /** The tenant's own account to use; null = the marketplace's account. */
  accountId?: string | number | null | undefined;
  /** The vendor's slug. */
  vendor: string;
  /** Its share under strategy WEIGHTED, 0 to 1000; not used under others. */
  weight?: number | null | undefined;
};

/** How a step picks among its vendors. */
export type Strategy =
  /** The best measured delivery rate first, by the low end of its interval; those of which too little is measured come last. 2 % of the choices try the others. */
  | 'BEST_DELIVERY'
  /** The lowest price for this recipient first. */
  | 'CHEAPEST'
  /** The shortest measured time to delivery first, longer the less arrives; those of which too little is measured come last. 2 % of the choices try the others. */
  | 'FASTEST'
  /** In the order in which the step names them. */
  | 'PRIORITY'
  /** The one first that promises most after costs, learned from codes that were typed in. */
  | 'SMART'
  /** Drawn by chance, in proportion to the weights. */
  | 'WEIGHTED';

/** What is wanted of a plan. */
export type SuggestPlansInput = {
  /** The only channels to use; null = whichever are measured, e-mail left out. */
  channels?: Array<Channel> | null | undefined;
  /** Where it is to send. */
  countries: Array<string>;
  /** The time that 95 % of the delivered sends are to keep to, 1 to 3,600,000 milliseconds. */
  maxTimeToDeliverMsP95?: number | null | undefined;
  /** The least share of sends whose code is to be typed in, 0 to 1. */
  minSuccessRate?: number | null | undefined;
  /** The most that they may cost together, in the tenant's currency. */
  monthlyBudget?: string | null | undefined;
  /** Sends a month, 1 to 1,000,000,000. */
  monthlyVolume: number;
};

/** What a step waits for. */
export type WaitFor =
  /** The message arrived. */
  | 'DELIVERED'
  /** The message was read. */
  | 'READ'
  /** The code was typed in. */
  | 'VERIFIED';

export type EstimateFragment = { sampleCount: number, deliveryRate: number | null, deliveryRateLow: number | null, deliveryRateHigh: number | null, successRate: number | null, duplicateRate: number | null, timeToDeliverMsP50: number | null, timeToDeliverMsP95: number | null, costPerSend: { amount: string, currency: string } | null, costPerVerified: { amount: string, currency: string } | null, monthlyCost: { amount: string, currency: string } | null, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, reachRate: number, deliveryRate: number | null, waitSec: number, vendorShare: Array<{ share: number, vendor: { id: string, slug: string, name: string } }> }> };

export type EstimatePlanQueryVariables = Exact<{
  input: PlanInput;
  countries: Array<string>;
  volume?: number | null | undefined;
}>;


export type EstimatePlanQuery = { estimatePlan: { sampleCount: number, deliveryRate: number | null, deliveryRateLow: number | null, deliveryRateHigh: number | null, successRate: number | null, duplicateRate: number | null, timeToDeliverMsP50: number | null, timeToDeliverMsP95: number | null, costPerSend: { amount: string, currency: string } | null, costPerVerified: { amount: string, currency: string } | null, monthlyCost: { amount: string, currency: string } | null, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, reachRate: number, deliveryRate: number | null, waitSec: number, vendorShare: Array<{ share: number, vendor: { id: string, slug: string, name: string } }> }> } };

export type SuggestPlansQueryVariables = Exact<{
  input: SuggestPlansInput;
}>;


export type SuggestPlansQuery = { suggestPlans: Array<{ title: string, rationale: string, estimate: { sampleCount: number, deliveryRate: number | null, deliveryRateLow: number | null, deliveryRateHigh: number | null, successRate: number | null, duplicateRate: number | null, timeToDeliverMsP50: number | null, timeToDeliverMsP95: number | null, costPerSend: { amount: string, currency: string } | null, costPerVerified: { amount: string, currency: string } | null, monthlyCost: { amount: string, currency: string } | null, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, reachRate: number, deliveryRate: number | null, waitSec: number, vendorShare: Array<{ share: number, vendor: { id: string, slug: string, name: string } }> }> }, plan: { countries: Array<string> | null, order: StepOrder, objective: Objective, maxAttempts: number, deadlineSec: number, maxCostPerSend: { amount: string, currency: string } | null, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> } }> };

export const EstimateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Estimate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanEstimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sampleCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"duplicateRate"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP50"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP95"}},{"kind":"Field","name":{"kind":"Name","value":"costPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"costPerVerified"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthlyCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"reachRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"vendorShare"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EstimateFragment, unknown>;
export const EstimatePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EstimatePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PlanInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"countries"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CountryCode"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"volume"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"estimatePlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"countries"},"value":{"kind":"Variable","name":{"kind":"Name","value":"countries"}}},{"kind":"Argument","name":{"kind":"Name","value":"monthlyVolume"},"value":{"kind":"Variable","name":{"kind":"Name","value":"volume"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Estimate"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Estimate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanEstimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sampleCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"duplicateRate"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP50"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP95"}},{"kind":"Field","name":{"kind":"Name","value":"costPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"costPerVerified"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthlyCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"reachRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"vendorShare"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EstimatePlanQuery, EstimatePlanQueryVariables>;
export const SuggestPlansDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SuggestPlans"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SuggestPlansInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suggestPlans"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"rationale"}},{"kind":"Field","name":{"kind":"Name","value":"estimate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Estimate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Estimate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanEstimate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sampleCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"duplicateRate"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP50"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP95"}},{"kind":"Field","name":{"kind":"Name","value":"costPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"costPerVerified"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthlyCost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"reachRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"vendorShare"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SuggestPlansQuery, SuggestPlansQueryVariables>;