// Made by npm run documents:print from operator.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** Every code that importRateSheet can answer with; new ones may be added. */
export type ImportRateSheetErrorCode =
  /** You have no connected account with this id at this vendor. The query “vendorAccounts” lists yours. */
  | 'ACCOUNT_NOT_FOUND'
  /** The sheet cannot be read: {reason}. */
  | 'INVALID_SHEET'
  /** Lines with mistakes: {count}. Nothing was stored; leave strict out to store the others. */
  | 'LINES_REJECTED'
  /** Give exactly one of csv and uploadId. */
  | 'SOURCE_REQUIRED'
  /** Too long: at most {max} characters. */
  | 'TOO_LONG'
  /** There is no such upload, or it has expired. Put the file to /uploads again. */
  | 'UPLOAD_NOT_FOUND'
  /** There is no vendor “{vendor}”. The query “vendors” lists them. */
  | 'VENDOR_NOT_FOUND';

/** A rate sheet: CSV with a first line that names the columns channel, country (empty = everywhere), mcc, mnc, price, currency, billedOn, declaredDeliveryRate, upstream, effectiveFrom (empty = now). */
export type ImportRateSheetInput = {
  /** Your own account whose prices these are; null = list prices, for operators. */
  accountId?: string | number | null | undefined;
  /** The sheet itself, up to 200,000 characters; this or uploadId. */
  csv?: string | null | undefined;
  /** True: nothing is stored, and the answer says what would be. */
  dryRun?: boolean | null | undefined;
  /** What becomes of offers that the sheet does not list. */
  mode?: RateSheetMode | null | undefined;
  /** True: when one line is rejected, nothing is stored. */
  strict?: boolean | null | undefined;
  /** A file that was put to /uploads; this or csv. */
  uploadId?: string | number | null | undefined;
  /** The vendor's slug. */
  vendor: string;
};

/** What becomes of offers that a sheet does not list. */
export type RateSheetMode =
  /** They stay as they are. */
  | 'MERGE'
  /** They are withdrawn, and so are prices to come that the sheet does not list; an offer whose line is rejected stays. */
  | 'REPLACE';

export type MarketplaceQueryVariables = Exact<{ [key: string]: never; }>;


export type MarketplaceQuery = { tenants: { nodes: Array<{ id: string, slug: string, name: string, currency: string, timeZone: string, createdAt: string }> }, exchangeRates: Array<{ base: string, quote: string, rate: string, effectiveFrom: string }>, rateSheetImports: { nodes: Array<{ id: string, at: string, by: string, added: number, changed: number, withdrawn: number, unchanged: number, rejectedCount: number, vendor: { id: string, slug: string, name: string } }> }, vendors: { nodes: Array<{ id: string, slug: string, name: string, channels: Array<Channel> }> } };

export type ImportSheetMutationVariables = Exact<{
  input: ImportRateSheetInput;
}>;


export type ImportSheetMutation = { importRateSheet: { added: number | null, changed: number | null, unchanged: number | null, withdrawn: number | null, rejectedCount: number | null, rejected: Array<{ line: number, reason: string }>, warnings: Array<{ line: number, reason: string }>, userErrors: Array<{ code: ImportRateSheetErrorCode, field: Array<string> | null, message: string }> } };


export const MarketplaceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Marketplace"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenants"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"exchangeRates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveFrom"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rateSheetImports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedCount"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}}]}}]}}]}}]} as unknown as DocumentNode<MarketplaceQuery, MarketplaceQueryVariables>;
export const ImportSheetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportSheet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportRateSheetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importRateSheet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"}},{"kind":"Field","name":{"kind":"Name","value":"rejectedCount"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ImportSheetMutation, ImportSheetMutationVariables>;