// Made by npm run documents:print from messages.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AccountOwnership =
  | 'MARKETPLACE'
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

export type ProblemSeverity =
  | 'ERROR'
  | 'WARNING';

export type PreviewQueryVariables = Exact<{
  input: MessageTemplateInput;
  code?: CodePolicyInput | null | undefined;
}>;


export type PreviewQuery = { previewMessage: { text: string, subject: string | null, vendorTemplateName: string | null, encoding: string, length: number, unitsLeft: number | null, partCount: number, ucs2Characters: Array<string>, problems: Array<{ code: PlanProblemCode, severity: ProblemSeverity, message: string }> } };

export type MessageAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type MessageAccountsQuery = { vendorAccounts: Array<{ id: string, label: string, ownership: AccountOwnership, channels: Array<Channel>, disconnectedAt: string | null, vendor: { id: string, name: string } }> };


export const PreviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Preview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MessageTemplateInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CodePolicyInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"vendorTemplateName"}},{"kind":"Field","name":{"kind":"Name","value":"encoding"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"unitsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"partCount"}},{"kind":"Field","name":{"kind":"Name","value":"ucs2Characters"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<PreviewQuery, PreviewQueryVariables>;
export const MessageAccountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MessageAccounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorAccounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"ownership"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}},{"kind":"Field","name":{"kind":"Name","value":"disconnectedAt"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<MessageAccountsQuery, MessageAccountsQueryVariables>;