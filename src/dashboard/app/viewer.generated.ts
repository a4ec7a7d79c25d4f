// Made by npm run documents:print from viewer.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { role: Role, scopes: Array<Scope>, tenant: { id: string, slug: string, name: string, brand: string, currency: string, timeZone: string, locale: string } | null } };


export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"tenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;