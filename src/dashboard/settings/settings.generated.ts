// Made by npm run documents:print from settings.graphql.
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

/** Every code that createApiKey can answer with; new ones may be added. */
export type CreateApiKeyErrorCode =
  /** “{item}” is given twice. Leave one of them out. */
  | 'DUPLICATE_ITEM'
  /** The expiry must lie in the future, {maxDays} days ahead at most. */
  | 'INVALID_EXPIRY'
  /** This must not be empty and must not hold control characters. */
  | 'INVALID_TEXT'
  /** This key may not make a key of role {role}. */
  | 'ROLE_NOT_ALLOWED'
  /** This key lacks {scope} and cannot pass it on. */
  | 'SCOPE_NOT_HELD'
  /** Only an operator may name a tenant. Leave it out. */
  | 'TENANT_NOT_ALLOWED'
  /** There is no tenant “{tenant}”. */
  | 'TENANT_NOT_FOUND'
  /** An operator's key belongs to no tenant: say for which tenant the new key is. */
  | 'TENANT_REQUIRED'
  /** Too long: at most {max} characters. */
  | 'TOO_LONG'
  /** There are already {max} keys. Revoke one first. */
  | 'TOO_MANY_KEYS';

/** A key to be made. */
export type CreateApiKeyInput = {
  /** When it ends, in the future; null = never. */
  expiresAt?: string | null | undefined;
  /** What people call it, 100 characters at most. */
  name: string;
  /** What it is for. */
  role: Role;
  /** What it may do: scopes of its role that you hold yourself; null = all of the role. */
  scopes?: Array<Scope> | null | undefined;
  /** The slug of the tenant that it is for; for operators only. */
  tenant?: string | null | undefined;
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

/** How much a problem of a plan matters. */
export type ProblemSeverity =
  /** A part of the plan cannot work. */
  | 'ERROR'
  /** The plan works, but hardly as meant. */
  | 'WARNING';

/** Every code that revokeApiKey can answer with; new ones may be added. */
export type RevokeApiKeyErrorCode =
  /** There is no {thing} with this id. Check the id, and that it is yours. */
  | 'NOT_FOUND';

/** What a key is for; it sets the most it may do. */
export type Role =
  /** Budgets and costs. */
  | 'BILLING'
  /** Plans, sends, vendor accounts, and reading costs. */
  | 'DEVELOPER'
  /** The marketplace: tenants, vendors, prices and exchange rates; no tenant's sends. */
  | 'OPERATOR'
  /** Everything of its tenant. */
  | 'OWNER'
  /** Reading plans, masked sends and statistics. */
  | 'VIEWER';

/** One thing that a key may do. */
export type Scope =
  /** See prices, costs and budgets. */
  | 'BILLING_READ'
  /** Set budgets. */
  | 'BILLING_WRITE'
  /** Make, list and revoke the tenant's keys. */
  | 'KEY_ADMIN'
  /** Run the marketplace. */
  | 'OPERATE'
  /** Create and change plans, and pause vendors for the tenant. */
  | 'PLAN_WRITE'
  /** See recipients unmasked. */
  | 'RECIPIENT_READ'
  /** Send, resend, verify and cancel codes. */
  | 'SEND'
  /** Connect, test, rotate and disconnect the tenant's own vendor accounts. */
  | 'VENDOR_CONNECT';

/** Every code that testVendorAccount can answer with; new ones may be added. */
export type TestVendorAccountErrorCode =
  /** This account is disconnected. Connect it again with connectVendor. */
  | 'ACCOUNT_DISCONNECTED'
  /** There is no {thing} with this id. Check the id, and that it is yours. */
  | 'NOT_FOUND'
  /** Too many requests. Try again in {seconds} s. */
  | 'RATE_LIMITED';

export type KeyFactsFragment = { id: string, name: string, role: Role, prefix: string, scopes: Array<Scope>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null };

export type KeysQueryVariables = Exact<{ [key: string]: never; }>;


export type KeysQuery = { apiKeys: Array<{ id: string, name: string, role: Role, prefix: string, scopes: Array<Scope>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null }> };

export type MakeKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type MakeKeyMutation = { createApiKey: { secret: string | null, apiKey: { id: string, name: string, role: Role, prefix: string, scopes: Array<Scope>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null } | null, userErrors: Array<{ code: CreateApiKeyErrorCode, field: Array<string> | null, message: string }> } };

export type RevokeKeyMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeKeyMutation = { revokeApiKey: { apiKey: { id: string, name: string, role: Role, prefix: string, scopes: Array<Scope>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null } | null, userErrors: Array<{ code: RevokeApiKeyErrorCode, message: string }> } };

export type AccountFactsFragment = { id: string, label: string, ownership: AccountOwnership, channels: Array<Channel>, callbackUrl: string | null, maxPerSecond: number | null, lastCheckOk: boolean | null, lastCheckMessage: string | null, lastCheckedAt: string | null, disconnectedAt: string | null, credentialHints: Array<{ name: string, endsWith: string }>, vendor: { id: string, slug: string, name: string } };

export type AccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountsQuery = { vendorAccounts: Array<{ id: string, label: string, ownership: AccountOwnership, channels: Array<Channel>, callbackUrl: string | null, maxPerSecond: number | null, lastCheckOk: boolean | null, lastCheckMessage: string | null, lastCheckedAt: string | null, disconnectedAt: string | null, credentialHints: Array<{ name: string, endsWith: string }>, vendor: { id: string, slug: string, name: string } }> };

export type TestAccountMutationVariables = Exact<{
  id: string | number;
}>;


export type TestAccountMutation = { testVendorAccount: { vendorAccount: { id: string, label: string, ownership: AccountOwnership, channels: Array<Channel>, callbackUrl: string | null, maxPerSecond: number | null, lastCheckOk: boolean | null, lastCheckMessage: string | null, lastCheckedAt: string | null, disconnectedAt: string | null, credentialHints: Array<{ name: string, endsWith: string }>, vendor: { id: string, slug: string, name: string } } | null, userErrors: Array<{ code: TestVendorAccountErrorCode, message: string }> } };

export type PreviewQueryVariables = Exact<{
  input: MessageTemplateInput;
}>;


export type PreviewQuery = { previewMessage: { text: string, encoding: string, partCount: number, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, message: string }> } };

export const KeyFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]} as unknown as DocumentNode<KeyFactsFragment, unknown>;
export const AccountFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}},{"kind":"Field","name":{"kind":"Name","value":"callbackUrl"}},{"kind":"Field","name":{"kind":"Name","value":"maxPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"lastCheckOk"}},{"kind":"Field","name":{"kind":"Name","value":"lastCheckMessage"}},{"kind":"Field","name":{"kind":"Name","value":"lastCheckedAt"}},{"kind":"Field","name":{"kind":"Name","value":"disconnectedAt"}},{"kind":"Field","name":{"kind":"Name","value":"credentialHints"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"endsWith"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<AccountFactsFragment, unknown>;
export const KeysDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"KeyFacts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]} as unknown as DocumentNode<KeysQuery, KeysQueryVariables>;
export const MakeKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MakeKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateApiKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"KeyFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]} as unknown as DocumentNode<MakeKeyMutation, MakeKeyMutationVariables>;
export const RevokeKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"KeyFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KeyFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApiKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]} as unknown as DocumentNode<RevokeKeyMutation, RevokeKeyMutationVariables>;
export const AccountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorAccounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFacts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}},{"kind":"Field","name":{"kind":"Name","value":"callbackUrl"}},{"kind":"Field","name":{"kind":"Name","value":"maxPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"lastCheckOk"}},{"kind":"Field","name":{"kind":"Name","value":"lastCheckMessage"}},{"kind":"Field","name":{"kind":"Name","value":"lastCheckedAt"}},{"kind":"Field","name":{"kind":"Name","value":"disconnectedAt"}},{"kind":"Field","name":{"kind":"Name","value":"credentialHints"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"endsWith"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<AccountsQuery, AccountsQueryVariables>;
export const TestAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TestAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"testVendorAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFacts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}},{"kind":"Field","name":{"kind":"Name","value":"callbackUrl"}},{"kind":"Field","name":{"kind":"Name","value":"maxPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"lastCheckOk"}},{"kind":"Field","name":{"kind":"Name","value":"lastCheckMessage"}},{"kind":"Field","name":{"kind":"Name","value":"lastCheckedAt"}},{"kind":"Field","name":{"kind":"Name","value":"disconnectedAt"}},{"kind":"Field","name":{"kind":"Name","value":"credentialHints"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"endsWith"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<TestAccountMutation, TestAccountMutationVariables>;
export const PreviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Preview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MessageTemplateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"encoding"}},{"kind":"Field","name":{"kind":"Name","value":"partCount"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<PreviewQuery, PreviewQueryVariables>;