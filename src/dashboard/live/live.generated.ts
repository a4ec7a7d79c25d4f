// Made by npm run documents:print from live.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How far an attempt is. Rank: PLANNED 0, SUBMITTING 1, UNKNOWN 2, SUBMITTED 3, TIMED_OUT 4, REJECTED = UNDELIVERED = CANCELED 5, DELIVERED 6, READ 7; an equal or lower rank is kept as a receipt with applied: false. */
export type AttemptStatus =
  /** It was called off before it was handed over. */
  | 'CANCELED'
  /** The vendor reports that it arrived. */
  | 'DELIVERED'
  /** Its money is held; it was not handed to the vendor yet. */
  | 'PLANNED'
  /** The vendor reports that it was read. */
  | 'READ'
  /** The vendor refused it. */
  | 'REJECTED'
  /** The vendor took it. */
  | 'SUBMITTED'
  /** It is on its way to the vendor. */
  | 'SUBMITTING'
  /** Its wait ended without a result; a late receipt still counts. */
  | 'TIMED_OUT'
  /** The vendor reports that it did not arrive. */
  | 'UNDELIVERED'
  /** The vendor's answer is not known: maybe sent, maybe billed. */
  | 'UNKNOWN';

/** Every code that cancelSend can answer with; new ones may be added. */
export type CancelSendErrorCode =
  /** There is no {thing} with this id. Check the id, and that it is yours. */
  | 'NOT_FOUND'
  /** This send is over. Start a new one with sendOtp. */
  | 'SEND_CLOSED';

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

/** What became of the money that an attempt reserved. */
export type ChargeState =
  /** The vendor bills it. */
  | 'CHARGED'
  /** Reserved until the outcome is known. */
  | 'HELD'
  /** Its outcome stayed unknown; it counts as spent until a receipt or an invoice settles it. */
  | 'MAYBE'
  /** The vendor does not bill it. */
  | 'RELEASED';

/** Which events to read; all conditions that are given must hold. */
export type EventFilter = {
  /** Events of attempts on these channels only. */
  channels?: Array<Channel> | null | undefined;
  /** Events of sends to numbers of these countries only. */
  countries?: Array<string> | null | undefined;
  /** Events of sends through this plan only. */
  planId?: string | number | null | undefined;
  /** Events of this send only. */
  sendId?: string | number | null | undefined;
  /** Events at which the send stood in one of these statuses only. */
  statuses?: Array<SendStatus> | null | undefined;
  /** Events of these kinds only. */
  types?: Array<SendEventType> | null | undefined;
  /** Events of attempts at these vendors only, by slug. */
  vendors?: Array<string> | null | undefined;
};

/** Why something failed, the same for every vendor. */
export type FailureClass =
  /** The account at the vendor cannot be used. */
  | 'ACCOUNT'
  /** A budget has no room. */
  | 'BUDGET'
  /** The vendor does not accept the content. */
  | 'CONTENT'
  /** It looks like fraud. */
  | 'FRAUD'
  /** No step of the plan can reach this recipient. */
  | 'NO_ROUTE'
  /** The vendor's answer does not tell what happened. */
  | 'OUTCOME_UNKNOWN'
  /** This channel cannot reach this recipient. */
  | 'RECIPIENT_PERMANENT'
  /** The recipient cannot be reached right now. */
  | 'RECIPIENT_TEMPORARY'
  /** This vendor's route does not carry it. */
  | 'ROUTE_BLOCKED'
  /** The vendor wants it slower. */
  | 'THROTTLED'
  /** The vendor does not work. */
  | 'VENDOR_DOWN';

/** Whether a vendor is used, at one place or everywhere. */
export type HealthState =
  /** It is used, with less traffic or while it is being tried again. */
  | 'DEGRADED'
  /** It is used. */
  | 'HEALTHY'
  /** It failed too often and is left out until a probe succeeds. */
  | 'OPEN'
  /** An operator or the tenant paused it. */
  | 'PINNED_OFF';

/** A name and its value. */
export type KeyValueInput = {
  /** The name. */
  key: string;
  /** The value. */
  value: string;
};

/** What kind of line a number is, by its range. */
export type LineType =
  /** A fixed line. */
  | 'FIXED'
  /** A mobile line. */
  | 'MOBILE'
  /** A line that costs its caller extra. */
  | 'PREMIUM'
  /** A line that is free to call. */
  | 'TOLL_FREE'
  /** The range does not tell. */
  | 'UNKNOWN'
  /** An internet line. */
  | 'VOIP';

/** What a vendor reports about a message. */
export type ReceiptStatus =
  /** The carrier took it. */
  | 'ACCEPTED_BY_CARRIER'
  /** It arrived. */
  | 'DELIVERED'
  /** It was not delivered in time. */
  | 'EXPIRED'
  /** It was read. */
  | 'READ'
  /** It was refused. */
  | 'REJECTED'
  /** It did not arrive. */
  | 'UNDELIVERED'
  /** The vendor does not know. */
  | 'UNKNOWN';

/** Every code that resendOtp can answer with; new ones may be added. */
export type ResendOtpErrorCode =
  /** A guard rule stopped this request: {rule}. */
  | 'BLOCKED_BY_GUARD'
  /** The {budget} has no room for another attempt. Raise its limit, or wait until it resets. */
  | 'BUDGET_EXHAUSTED'
  /** No step of the plan uses {channel}. Leave the channel out, or pick another. */
  | 'CHANNEL_NOT_IN_PLAN'
  /** A code was sent a moment ago. Try again in {seconds} s. */
  | 'COOLDOWN'
  /** The cheapest attempt costs more than the cap for one send. Raise {cap}. */
  | 'COST_CAP_TOO_LOW'
  /** This idempotencyKey was used with another request. Use a new key for a new request. */
  | 'IDEMPOTENCY_CONFLICT'
  /** This must not be empty and must not hold control characters. */
  | 'INVALID_TEXT'
  /** There is no {thing} with this id. Check the id, and that it is yours. */
  | 'NOT_FOUND'
  /** No step of the plan can reach this recipient: {reason}. See skippedSteps and the plan's problems. */
  | 'NO_ROUTE'
  /** All {max} resends of this send are used. Start a new one with sendOtp. */
  | 'RESENDS_EXHAUSTED'
  /** This send is over. Start a new one with sendOtp. */
  | 'SEND_CLOSED'
  /** Too long: at most {max} characters. */
  | 'TOO_LONG';

/** A send whose code is wanted again. */
export type ResendOtpInput = {
  /** The channel that the end user wants; null = as the plan goes. */
  channel?: Channel | null | undefined;
  /** Your name for this request, 1 to 128 characters: the same request again changes nothing, for 7 days. */
  idempotencyKey: string;
  /** The send. */
  sendId: string | number;
};

/** What happened to a send; new kinds may be added. */
export type SendEventType =
  /** An attempt was called off before it was handed over. */
  | 'ATTEMPT_CANCELED'
  /** An attempt arrived. */
  | 'ATTEMPT_DELIVERED'
  /** An attempt was read. */
  | 'ATTEMPT_READ'
  /** A vendor refused an attempt. */
  | 'ATTEMPT_REJECTED'
  /** A vendor took an attempt. */
  | 'ATTEMPT_SUBMITTED'
  /** An attempt's wait ended without a result. */
  | 'ATTEMPT_TIMED_OUT'
  /** An attempt did not arrive. */
  | 'ATTEMPT_UNDELIVERED'
  /** A vendor's answer to an attempt is not known. */
  | 'ATTEMPT_UNKNOWN'
  /** A budget had no room for an attempt. */
  | 'BUDGET_REFUSED_ATTEMPT'
  /** The next step began, on another channel: failover. */
  | 'CHANNEL_FAILED_OVER'
  /** The last check was used by a wrong code. */
  | 'CHECKS_EXHAUSTED'
  /** A wrong code was typed in. */
  | 'CODE_CHECK_FAILED'
  /** The code expired before it was typed in. */
  | 'CODE_EXPIRED'
  /** The cost of the send changed without another event. */
  | 'COST_CHANGED'
  /** A receipt contradicts what was known. */
  | 'RECEIPT_CONFLICT'
  /** The code was asked for again. */
  | 'RESEND_REQUESTED'
  /** The send was refused before any attempt. */
  | 'SEND_BLOCKED'
  /** The send was called off. */
  | 'SEND_CANCELED'
  /** The send counts as delivered. */
  | 'SEND_DELIVERED'
  /** The send failed; late good news may still follow. */
  | 'SEND_FAILED'
  /** The send was stored and its first attempt planned. */
  | 'SEND_QUEUED'
  /** The send counts as read. */
  | 'SEND_READ'
  /** A vendor took an attempt for the first time. */
  | 'SEND_SENT'
  /** The right code was typed in. */
  | 'SEND_VERIFIED'
  /** A step of the plan was skipped. */
  | 'STEP_SKIPPED'
  /** Another vendor of the same step was taken: auto-switch. */
  | 'VENDOR_SWITCHED';

/** Which sends to list; all conditions that are given must hold. */
export type SendFilter = {
  /** Sends with an attempt on one of these channels only. */
  channels?: Array<Channel> | null | undefined;
  /** Sends to numbers of these countries only. */
  countries?: Array<string> | null | undefined;
  /** Sends through this plan only. */
  planId?: string | number | null | undefined;
  /** Sends for this purpose only. */
  purpose?: string | null | undefined;
  /** Sends that were accepted in this stretch of time only. */
  range?: TimeRange | null | undefined;
  /** Sends to this phone number (E.164) or e-mail address only. */
  recipient?: string | null | undefined;
  /** Sends in one of these statuses only. */
  statuses?: Array<SendStatus> | null | undefined;
  /** Sends with an attempt at one of these vendors only, by slug. */
  vendors?: Array<string> | null | undefined;
  /** Sends whose verification stands at one of these only. */
  verification?: Array<VerificationStatus> | null | undefined;
};

/** Every code that sendOtp can answer with; new ones may be added. */
export type SendOtpErrorCode =
  /** A guard rule stopped this request: {rule}. */
  | 'BLOCKED_BY_GUARD'
  /** The {budget} has no room for another attempt. Raise its limit, or wait until it resets. */
  | 'BUDGET_EXHAUSTED'
  /** The cheapest attempt costs more than the cap for one send. Raise {cap}. */
  | 'COST_CAP_TOO_LOW'
  /** The number belongs to {actual}, defaultCountry says {expected}. Correct one of them, or leave defaultCountry out. */
  | 'COUNTRY_MISMATCH'
  /** The plan does not serve {country}. Add the country to the plan. */
  | 'COUNTRY_NOT_SERVED'
  /** “{item}” is given twice. Leave one of them out. */
  | 'DUPLICATE_ITEM'
  /** This idempotencyKey was used with another request. Use a new key for a new request. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The code does not fit the plan: {length} characters, {alphabet} only. Correct it, or leave it out and we make one. */
  | 'INVALID_CODE'
  /** Not an e-mail address. Give one like name@example.com. */
  | 'INVALID_EMAIL'
  /** Not an IP address. Give an IPv4 or IPv6 address without a port. */
  | 'INVALID_IP'
  /** “{locale}” is not a language tag. Give one like en or id-ID. */
  | 'INVALID_LOCALE'
  /** Not an amount: give a decimal of at most 12 digits before and 6 after the point, from {min}. */
  | 'INVALID_MONEY'
  /** Not a phone number that can exist. Give it with its country code, like +62812…, or set defaultCountry. */
  | 'INVALID_PHONE'
  /** This must not be empty and must not hold control characters. */
  | 'INVALID_TEXT'
  /** No step of the plan can reach this recipient: {reason}. See skippedSteps and the plan's problems. */
  | 'NO_ROUTE'
  /** The plan “{plan}” is archived. Use another plan. */
  | 'PLAN_ARCHIVED'
  /** There is no plan “{plan}”. Check the name, or create the plan first. */
  | 'PLAN_NOT_FOUND'
  /** Too many requests. Try again in {seconds} s. */
  | 'RATE_LIMITED'
  /** No recipient: give a phone number, an e-mail address, or both. */
  | 'RECIPIENT_MISSING'
  /** Too long: at most {max} characters. */
  | 'TOO_LONG'
  /** Too many entries: at most {max}. */
  | 'TOO_MANY_ITEMS'
  /** “{country}” is not a country. Give an ISO 3166-1 code of two letters, like ID. */
  | 'UNKNOWN_COUNTRY';

/** A code to send. */
export type SendOtpInput = {
  /** Your own code, as the plan's code policy wants it; null = we make one. */
  code?: string | null | undefined;
  /** The country of a number without a country code. */
  defaultCountry?: string | null | undefined;
  /** The e-mail address. At least one of phone and email is needed; steps that need the other are skipped. */
  email?: string | null | undefined;
  /** The end user's IP address. */
  endUserIp?: string | null | undefined;
  /** Your own name for the send. */
  externalId?: string | null | undefined;
  /** Your name for this request, 1 to 128 characters: the same request again returns the first send, for 7 days. */
  idempotencyKey: string;
  /** The language of the message; null = the tenant's. */
  locale?: string | null | undefined;
  /** The most that all its attempts may cost, in the tenant's currency. */
  maxCost?: string | null | undefined;
  /** What to attach to it, 20 entries at most. */
  metadata?: Array<KeyValueInput> | null | undefined;
  /** The phone number; without its country code only with defaultCountry. */
  phone?: string | null | undefined;
  /** The key of the plan to send it through. */
  planKey: string;
  /** What the code is for; a new send for the same purpose replaces an open one. */
  purpose?: string | null | undefined;
};

/** How far a send is. Rank: QUEUED 0, SENDING 1, SENT 2, FAILED 3, DELIVERED 4, READ 5; only a higher rank replaces a lower one, so FAILED may still become DELIVERED. BLOCKED and CANCELED are final. */
export type SendStatus =
  /** Money, a guard rule or a missing route refused it; no attempt was ever made. */
  | 'BLOCKED'
  /** It was called off. */
  | 'CANCELED'
  /** An attempt arrived, or the right code was typed in. */
  | 'DELIVERED'
  /** Nothing is left to try, and no attempt can still arrive. */
  | 'FAILED'
  /** Stored; its first attempt waits. */
  | 'QUEUED'
  /** The message was read. */
  | 'READ'
  /** An attempt is on its way to a vendor. */
  | 'SENDING'
  /** A vendor took an attempt, or may have. */
  | 'SENT';

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

/** Whether the code was typed in. */
export type VerificationStatus =
  /** The send was called off first. */
  | 'CANCELED'
  /** Too many wrong codes were typed in. */
  | 'CHECKS_EXHAUSTED'
  /** The code expired first. */
  | 'EXPIRED'
  /** Not yet. */
  | 'PENDING'
  /** The right code was typed in, in time. */
  | 'VERIFIED';

/** Every code that verifyOtp can answer with; new ones may be added. */
export type VerifyOtpErrorCode =
  /** There is no {thing} with this id. Check the id, and that it is yours. */
  | 'NOT_FOUND'
  /** Too many requests. Try again in {seconds} s. */
  | 'RATE_LIMITED'
  /** Too long: at most {max} characters. */
  | 'TOO_LONG';

/** A code that somebody typed in. */
export type VerifyOtpInput = {
  /** What was typed in. */
  code: string;
  /** The send whose code it should be. */
  sendId: string | number;
};

/** What became of one check of a code. */
export type VerifyResult =
  /** The send was verified before; the code was not looked at, so this is no success. */
  | 'ALREADY_VERIFIED'
  /** The send was called off; the code was not looked at. */
  | 'CANCELED'
  /** All checks are used; the code was not looked at. */
  | 'CHECKS_EXHAUSTED'
  /** The code has expired; it was not looked at. */
  | 'EXPIRED'
  /** The code is right, and this check consumed it. */
  | 'VERIFIED'
  /** The code is wrong. */
  | 'WRONG_CODE';

/** What a step waits for. */
export type WaitFor =
  /** The message arrived. */
  | 'DELIVERED'
  /** The message was read. */
  | 'READ'
  /** The code was typed in. */
  | 'VERIFIED';

export type LiveSendFragment = { id: string, createdAt: string, status: SendStatus, verification: VerificationStatus, nextStepAt: string | null, timeToDeliverMs: number | null, recipient: { phone: string | null, email: string | null, country: string | null }, plan: { id: string, key: string, name: string }, cost: { amount: string, currency: string } | null };

export type RecentSendsQueryVariables = Exact<{
  filter?: SendFilter | null | undefined;
  first: number;
}>;


export type RecentSendsQuery = { sends: { nodes: Array<{ id: string, createdAt: string, status: SendStatus, verification: VerificationStatus, nextStepAt: string | null, timeToDeliverMs: number | null, attempts: Array<{ id: string, number: number, channel: Channel, status: AttemptStatus, vendor: { id: string, slug: string, name: string } }>, recipient: { phone: string | null, email: string | null, country: string | null }, plan: { id: string, key: string, name: string }, cost: { amount: string, currency: string } | null }> }, latest: { nodes: Array<{ id: string, events: { nodes: Array<{ cursor: string }> } }> }, plans: { nodes: Array<{ id: string, key: string, name: string }> }, vendors: { nodes: Array<{ id: string, slug: string, name: string, countries: Array<string> }> } };

export type LiveEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: EventFilter | null | undefined;
}>;


export type LiveEventsSubscription = { sendEvents: { cursor: string, at: string, type: SendEventType, message: string, sendId: string, status: SendStatus, verification: VerificationStatus, attemptNumber: number | null, attemptStatus: AttemptStatus | null, channel: Channel | null, vendorSlug: string | null, nextStepAt: string | null, nextChannel: Channel | null, cost: { amount: string, currency: string } | null, send: { id: string, createdAt: string, recipient: { phone: string | null, email: string | null, country: string | null }, plan: { id: string, key: string, name: string } } | null } };

export type SendPageQueryVariables = Exact<{
  id: string | number;
}>;


export type SendPageQuery = { send: { deliveredAt: string | null, verifiedAt: string | null, expiresAt: string, firstSubmittedAt: string | null, checksLeft: number, resendsLeft: number, resendAvailableAt: string | null, statusReason: string | null, failureClass: FailureClass | null, timeToVerifyMs: number | null, purpose: string | null, externalId: string | null, id: string, createdAt: string, status: SendStatus, verification: VerificationStatus, nextStepAt: string | null, timeToDeliverMs: number | null, recipient: { lineType: LineType | null, phone: string | null, email: string | null, country: string | null, network: { mcc: string, mnc: string, name: string | null } | null }, costHeld: { amount: string, currency: string } | null, revision: { id: string, number: number, deadlineSec: number, steps: Array<{ position: number, channel: Channel, strategy: Strategy, waitSec: number | null, waitFor: WaitFor }> }, skippedSteps: Array<{ step: number, channel: Channel, reason: string }>, attempts: Array<{ id: string, number: number, step: number, channel: Channel, status: AttemptStatus, createdAt: string, submittedAt: string | null, deliveredAt: string | null, readAt: string | null, deadlineAt: string | null, latencyMs: number | null, failureClass: FailureClass | null, vendorCode: string | null, vendorMessage: string | null, parts: number, charge: ChargeState, cost: { amount: string, currency: string } | null, priceInTenantCurrency: { amount: string, currency: string } | null, vendor: { id: string, slug: string, name: string }, receipts: Array<{ status: ReceiptStatus, at: string, receivedAt: string, applied: boolean, vendorStatus: string }>, decision: { strategy: Strategy, reason: string, propensity: number, waitMs: number, waitReason: string, candidates: Array<{ channel: Channel, probability: number | null, evidenceCount: number | null, breaker: HealthState | null, skippedBecause: string | null, chosen: boolean, vendor: { id: string, slug: string, name: string }, price: { amount: string, currency: string } | null }> } }>, events: { nodes: Array<{ cursor: string, at: string, type: SendEventType, message: string, attemptNumber: number | null, channel: Channel | null }> }, plan: { id: string, key: string, name: string }, cost: { amount: string, currency: string } | null } | null };

export type SendChangesSubscriptionVariables = Exact<{
  sendId: string | number;
}>;


export type SendChangesSubscription = { sendStatus: { cursor: string, type: SendEventType, status: SendStatus, verification: VerificationStatus } };

export type TrySendMutationVariables = Exact<{
  input: SendOtpInput;
}>;


export type TrySendMutation = { sendOtp: { clientToken: string | null, send: { id: string } | null, userErrors: Array<{ code: SendOtpErrorCode, field: Array<string> | null, message: string }> } };

export type CheckCodeMutationVariables = Exact<{
  input: VerifyOtpInput;
}>;


export type CheckCodeMutation = { verifyOtp: { result: VerifyResult | null, checksLeft: number | null, send: { id: string, status: SendStatus, verification: VerificationStatus } | null, userErrors: Array<{ code: VerifyOtpErrorCode, message: string }> } };

export type ResendCodeMutationVariables = Exact<{
  input: ResendOtpInput;
}>;


export type ResendCodeMutation = { resendOtp: { send: { id: string, status: SendStatus } | null, userErrors: Array<{ code: ResendOtpErrorCode, message: string }> } };

export type CallOffMutationVariables = Exact<{
  id: string | number;
}>;


export type CallOffMutation = { cancelSend: { send: { id: string, status: SendStatus, verification: VerificationStatus } | null, userErrors: Array<{ code: CancelSendErrorCode, message: string }> } };

export const LiveSendFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LiveSend"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Send"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"verification"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMs"}},{"kind":"Field","name":{"kind":"Name","value":"recipient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]} as unknown as DocumentNode<LiveSendFragment, unknown>;
export const RecentSendsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecentSends"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SendFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sends"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LiveSend"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"latest"},"name":{"kind":"Name","value":"sends"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"plans"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LiveSend"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Send"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"verification"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMs"}},{"kind":"Field","name":{"kind":"Name","value":"recipient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]} as unknown as DocumentNode<RecentSendsQuery, RecentSendsQueryVariables>;
export const LiveEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"LiveEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"sendId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"verification"}},{"kind":"Field","name":{"kind":"Name","value":"attemptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"attemptStatus"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"vendorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextChannel"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"send"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"recipient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<LiveEventsSubscription, LiveEventsSubscriptionVariables>;
export const SendPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SendPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"send"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LiveSend"}},{"kind":"Field","name":{"kind":"Name","value":"deliveredAt"}},{"kind":"Field","name":{"kind":"Name","value":"verifiedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstSubmittedAt"}},{"kind":"Field","name":{"kind":"Name","value":"checksLeft"}},{"kind":"Field","name":{"kind":"Name","value":"resendsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"resendAvailableAt"}},{"kind":"Field","name":{"kind":"Name","value":"statusReason"}},{"kind":"Field","name":{"kind":"Name","value":"failureClass"}},{"kind":"Field","name":{"kind":"Name","value":"timeToVerifyMs"}},{"kind":"Field","name":{"kind":"Name","value":"purpose"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"recipient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lineType"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mcc"}},{"kind":"Field","name":{"kind":"Name","value":"mnc"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"costHeld"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineSec"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"waitSec"}},{"kind":"Field","name":{"kind":"Name","value":"waitFor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"skippedSteps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"submittedAt"}},{"kind":"Field","name":{"kind":"Name","value":"deliveredAt"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineAt"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"failureClass"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"vendorMessage"}},{"kind":"Field","name":{"kind":"Name","value":"parts"}},{"kind":"Field","name":{"kind":"Name","value":"charge"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceInTenantCurrency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receipts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"applied"}},{"kind":"Field","name":{"kind":"Name","value":"vendorStatus"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"propensity"}},{"kind":"Field","name":{"kind":"Name","value":"waitMs"}},{"kind":"Field","name":{"kind":"Name","value":"waitReason"}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"probability"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidenceCount"}},{"kind":"Field","name":{"kind":"Name","value":"breaker"}},{"kind":"Field","name":{"kind":"Name","value":"skippedBecause"}},{"kind":"Field","name":{"kind":"Name","value":"chosen"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"attemptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LiveSend"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Send"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"verification"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeToDeliverMs"}},{"kind":"Field","name":{"kind":"Name","value":"recipient"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]} as unknown as DocumentNode<SendPageQuery, SendPageQueryVariables>;
export const SendChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"SendChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sendId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"sendId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sendId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"verification"}}]}}]}}]} as unknown as DocumentNode<SendChangesSubscription, SendChangesSubscriptionVariables>;
export const TrySendDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TrySend"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SendOtpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendOtp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"send"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clientToken"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<TrySendMutation, TrySendMutationVariables>;
export const CheckCodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CheckCode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerifyOtpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyOtp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"checksLeft"}},{"kind":"Field","name":{"kind":"Name","value":"send"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"verification"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CheckCodeMutation, CheckCodeMutationVariables>;
export const ResendCodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResendCode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResendOtpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resendOtp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"send"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ResendCodeMutation, ResendCodeMutationVariables>;
export const CallOffDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CallOff"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelSend"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"send"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"verification"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CallOffMutation, CallOffMutationVariables>;