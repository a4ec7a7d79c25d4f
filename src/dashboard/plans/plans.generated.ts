// Made by npm run documents:print from plans.graphql.
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

/** Every code that archivePlan can answer with; new ones may be added. */
export type ArchivePlanErrorCode =
  /** There is no {thing} with this id. Check the id, and that it is yours. */
  | 'NOT_FOUND';

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

/** Every code that createPlan can answer with; new ones may be added. */
export type CreatePlanErrorCode =
  /** You have no connected account with this id at this vendor. The query “vendorAccounts” lists yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** {vendor} does not offer {channel}. Choose another vendor or channel. */
  | 'CHANNEL_NOT_OFFERED'
  /** “{item}” is given twice. Leave one of them out. */
  | 'DUPLICATE_ITEM'
  /** Not a key: a lower-case letter first, then lower-case letters, digits and hyphens, 63 in all at most. */
  | 'INVALID_KEY'
  /** “{locale}” is not a language tag. Give one like en or id-ID. */
  | 'INVALID_LOCALE'
  /** Not an amount: give a decimal of at most 12 digits before and 6 after the point, from {min}. */
  | 'INVALID_MONEY'
  /** The message cannot be used: {problem}. */
  | 'INVALID_TEMPLATE'
  /** This must not be empty and must not hold control characters. */
  | 'INVALID_TEXT'
  /** You already have a plan with the key “{key}”. Choose another key. */
  | 'KEY_TAKEN'
  /** A plan needs at least one step. */
  | 'NO_STEPS'
  /** A step needs at least one vendor. */
  | 'NO_VENDORS'
  /** Out of range: give a value from {min} to {max}. */
  | 'OUT_OF_RANGE'
  /** {name} is not available yet. Use one of: {available}. */
  | 'STRATEGY_NOT_AVAILABLE'
  /** Too long: at most {max} characters. */
  | 'TOO_LONG'
  /** Too many entries: at most {max}. */
  | 'TOO_MANY_ITEMS'
  /** A plan has at most {max} steps. */
  | 'TOO_MANY_STEPS'
  /** “{country}” is not a country. Give an ISO 3166-1 code of two letters, like ID. */
  | 'UNKNOWN_COUNTRY'
  /** There is no vendor “{vendor}”. The query “vendors” lists them. */
  | 'VENDOR_NOT_FOUND'
  /** Strategy WEIGHTED needs a weight for every vendor of the step. */
  | 'WEIGHT_MISSING';

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

/** Every code that revisePlan can answer with; new ones may be added. */
export type RevisePlanErrorCode =
  /** You have no connected account with this id at this vendor. The query “vendorAccounts” lists yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** {vendor} does not offer {channel}. Choose another vendor or channel. */
  | 'CHANNEL_NOT_OFFERED'
  /** “{item}” is given twice. Leave one of them out. */
  | 'DUPLICATE_ITEM'
  /** Not a key: a lower-case letter first, then lower-case letters, digits and hyphens, 63 in all at most. */
  | 'INVALID_KEY'
  /** “{locale}” is not a language tag. Give one like en or id-ID. */
  | 'INVALID_LOCALE'
  /** Not an amount: give a decimal of at most 12 digits before and 6 after the point, from {min}. */
  | 'INVALID_MONEY'
  /** The message cannot be used: {problem}. */
  | 'INVALID_TEMPLATE'
  /** This must not be empty and must not hold control characters. */
  | 'INVALID_TEXT'
  /** A plan keeps its key “{key}”. Create a new plan to use another one. */
  | 'KEY_FIXED'
  /** There is no {thing} with this id. Check the id, and that it is yours. */
  | 'NOT_FOUND'
  /** A plan needs at least one step. */
  | 'NO_STEPS'
  /** A step needs at least one vendor. */
  | 'NO_VENDORS'
  /** Out of range: give a value from {min} to {max}. */
  | 'OUT_OF_RANGE'
  /** The plan “{plan}” is archived. Use another plan. */
  | 'PLAN_ARCHIVED'
  /** The plan is at revision {current}, not {expected}. Read it again and repeat the change on top. */
  | 'REVISION_CONFLICT'
  /** {name} is not available yet. Use one of: {available}. */
  | 'STRATEGY_NOT_AVAILABLE'
  /** Too long: at most {max} characters. */
  | 'TOO_LONG'
  /** Too many entries: at most {max}. */
  | 'TOO_MANY_ITEMS'
  /** A plan has at most {max} steps. */
  | 'TOO_MANY_STEPS'
  /** “{country}” is not a country. Give an ISO 3166-1 code of two letters, like ID. */
  | 'UNKNOWN_COUNTRY'
  /** There is no vendor “{vendor}”. The query “vendors” lists them. */
  | 'VENDOR_NOT_FOUND'
  /** Strategy WEIGHTED needs a weight for every vendor of the step. */
  | 'WEIGHT_MISSING';

/** Every code that rollBackPlan can answer with; new ones may be added. */
export type RollBackPlanErrorCode =
  /** There is no {thing} with this id. Check the id, and that it is yours. */
  | 'NOT_FOUND'
  /** The plan “{plan}” is archived. Use another plan. */
  | 'PLAN_ARCHIVED'
  /** The plan is at revision {current}, not {expected}. Read it again and repeat the change on top. */
  | 'REVISION_CONFLICT'
  /** The plan has no revision {revision}. */
  | 'REVISION_NOT_FOUND';

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

/** A stretch of time, half-open: from <= t < to. */
export type TimeRange = {
  /** The first moment in it. */
  from: string;
  /** The first moment behind it. */
  to: string;
};

/** What a step waits for. */
export type WaitFor =
  /** The message arrived. */
  | 'DELIVERED'
  /** The message was read. */
  | 'READ'
  /** The code was typed in. */
  | 'VERIFIED';

export type RevisionFragment = { id: string, number: number, note: string | null, createdBy: string, createdAt: string, objective: Objective, order: StepOrder, deadlineSec: number, maxAttempts: number, countries: Array<string> | null, messageLocale: string | null, maxCostPerSend: { amount: string, currency: string } | null, code: { alphabet: CodeAlphabet, length: number, maxChecks: number, perAttempt: boolean, smsAppHash: string | null, smsDomain: string | null, ttlSec: number }, resend: { cooldownSec: number, maxResends: number, switchVendor: boolean }, messages: Array<{ accountId: string | null, body: string | null, channel: Channel, locale: string, subject: string | null, vendorTemplateName: string | null }>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, label: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> };

export type PlansQueryVariables = Exact<{
  range: TimeRange;
}>;


export type PlansQuery = { plans: { nodes: Array<{ id: string, key: string, name: string, revision: number, createdAt: string, current: { id: string, number: number, note: string | null, createdBy: string, createdAt: string, objective: Objective, order: StepOrder, deadlineSec: number, maxAttempts: number, countries: Array<string> | null, messageLocale: string | null, maxCostPerSend: { amount: string, currency: string } | null, code: { alphabet: CodeAlphabet, length: number, maxChecks: number, perAttempt: boolean, smsAppHash: string | null, smsDomain: string | null, ttlSec: number }, resend: { cooldownSec: number, maxResends: number, switchVendor: boolean }, messages: Array<{ accountId: string | null, body: string | null, channel: Channel, locale: string, subject: string | null, vendorTemplateName: string | null }>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, label: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> }, report: { sendCount: number, verifiedCount: number, successRate: number | null, failoverRate: number | null, timeToDeliverMsP50: number | null } }> } };

export type ComposePlanQueryVariables = Exact<{
  key: string;
}>;


export type ComposePlanQuery = { plan: { id: string, key: string, name: string, revision: number, archivedAt: string | null, current: { id: string, number: number, note: string | null, createdBy: string, createdAt: string, objective: Objective, order: StepOrder, deadlineSec: number, maxAttempts: number, countries: Array<string> | null, messageLocale: string | null, maxCostPerSend: { amount: string, currency: string } | null, code: { alphabet: CodeAlphabet, length: number, maxChecks: number, perAttempt: boolean, smsAppHash: string | null, smsDomain: string | null, ttlSec: number }, resend: { cooldownSec: number, maxResends: number, switchVendor: boolean }, messages: Array<{ accountId: string | null, body: string | null, channel: Channel, locale: string, subject: string | null, vendorTemplateName: string | null }>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, label: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> }, revisions: { nodes: Array<{ id: string, number: number, note: string | null, createdBy: string, createdAt: string, objective: Objective, order: StepOrder, deadlineSec: number, maxAttempts: number, countries: Array<string> | null, messageLocale: string | null, maxCostPerSend: { amount: string, currency: string } | null, code: { alphabet: CodeAlphabet, length: number, maxChecks: number, perAttempt: boolean, smsAppHash: string | null, smsDomain: string | null, ttlSec: number }, resend: { cooldownSec: number, maxResends: number, switchVendor: boolean }, messages: Array<{ accountId: string | null, body: string | null, channel: Channel, locale: string, subject: string | null, vendorTemplateName: string | null }>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, step: number | null, country: string | null, message: string }>, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitFor: WaitFor, waitSec: number | null, maxAttempts: number, advanceOn: Array<AdvanceTrigger>, countries: Array<string> | null, vendors: Array<{ weight: number | null, account: { id: string, label: string, ownership: AccountOwnership, vendor: { id: string, slug: string, name: string } } }> }> }> } } | null };

export type ComposeVendorsQueryVariables = Exact<{ [key: string]: never; }>;


export type ComposeVendorsQuery = { vendors: { nodes: Array<{ id: string, slug: string, name: string, channels: Array<Channel>, countries: Array<string> }> } };

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
export const PlansDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Plans"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeRange"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plans"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"report"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendCount"}},{"kind":"Field","name":{"kind":"Name","value":"verifiedCount"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"failoverRate"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMsP50"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Revision"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanRevision"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"messageLocale"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alphabet"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"maxChecks"}},{"kind":"Field","name":{"kind":"Name","value":"perAttempt"}},{"kind":"Field","name":{"kind":"Name","value":"smsAppHash"}},{"kind":"Field","name":{"kind":"Name","value":"smsDomain"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSec"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cooldownSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxResends"}},{"kind":"Field","name":{"kind":"Name","value":"switchVendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"vendorTemplateName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PlansQuery, PlansQueryVariables>;
export const ComposePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ComposePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revisions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"30"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Revision"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Revision"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanRevision"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"messageLocale"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alphabet"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"maxChecks"}},{"kind":"Field","name":{"kind":"Name","value":"perAttempt"}},{"kind":"Field","name":{"kind":"Name","value":"smsAppHash"}},{"kind":"Field","name":{"kind":"Name","value":"smsDomain"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSec"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cooldownSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxResends"}},{"kind":"Field","name":{"kind":"Name","value":"switchVendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"vendorTemplateName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ComposePlanQuery, ComposePlanQueryVariables>;
export const ComposeVendorsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ComposeVendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendors"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}}]}}]}}]}}]} as unknown as DocumentNode<ComposeVendorsQuery, ComposeVendorsQueryVariables>;
export const CreatePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreatePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PlanInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreatePlanMutation, CreatePlanMutationVariables>;
export const RevisePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevisePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expectedRevision"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PlanInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revisePlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"expectedRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expectedRevision"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Revision"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Revision"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanRevision"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"objective"}},{"kind":"Field","name":{"kind":"Name","value":"order"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"messageLocale"}},{"kind":"Field","name":{"kind":"Name","value":"maxCostPerSend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"code"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alphabet"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"maxChecks"}},{"kind":"Field","name":{"kind":"Name","value":"perAttempt"}},{"kind":"Field","name":{"kind":"Name","value":"smsAppHash"}},{"kind":"Field","name":{"kind":"Name","value":"smsDomain"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSec"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cooldownSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxResends"}},{"kind":"Field","name":{"kind":"Name","value":"switchVendor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"vendorTemplateName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"advanceOn"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RevisePlanMutation, RevisePlanMutationVariables>;
export const RollBackPlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RollBackPlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expectedRevision"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"toRevision"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rollBackPlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"expectedRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expectedRevision"}}},{"kind":"Argument","name":{"kind":"Name","value":"toRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"toRevision"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RollBackPlanMutation, RollBackPlanMutationVariables>;
export const ArchivePlanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ArchivePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"archivePlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ArchivePlanMutation, ArchivePlanMutationVariables>;