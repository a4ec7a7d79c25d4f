// Made by npm run documents:print from market.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** When a vendor bills for a message. */
export type BillingTrigger =
  /** When the message arrived. */
  | 'DELIVERED'
  /** When it takes the message, whether or not it arrives. */
  | 'SUBMITTED';

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

/** Which offers to list: those that meet every member that is given. */
export type OfferFilter = {
  /** Only these channels. */
  channels?: Array<Channel> | null | undefined;
  /** Only vendors at which you have a connected account for the offer's channel. */
  connectedOnly?: boolean | null | undefined;
  /** Only offers for one of these countries, or for everywhere. */
  countries?: Array<string> | null | undefined;
  /** Only offers that deliver 95 % of what they deliver in so many milliseconds. */
  maxLatencyMsP95?: number | null | undefined;
  /** Only offers up to this price; goes with priceCurrency. */
  maxPrice?: string | null | undefined;
  /** Only offers with a measured delivery rate from this on, 0 to 1. */
  minDeliveryRate?: number | null | undefined;
  /** Only offers with a measured success rate from this on, 0 to 1. */
  minSuccessRate?: number | null | undefined;
  /** Only offers for exactly this network: mcc and mnc joined, such as "51010". */
  network?: string | null | undefined;
  /** The currency of maxPrice: both or neither. */
  priceCurrency?: string | null | undefined;
  /** Of whose attempts the measured figures are that this filter names. */
  statsAudience?: StatsAudience | null | undefined;
  /** Of when the measured figures are that this filter names. */
  statsWindow?: StatsWindow | null | undefined;
  /** Only vendors with these slugs. */
  vendors?: Array<string> | null | undefined;
};

/** Whose attempts count. */
export type StatsAudience =
  /** Marketplace accounts of all tenants: shown from 3 tenants and 100 attempts on when no tenant has over 80 % of them, refreshed every 60 s. */
  | 'MARKET'
  /** All of your own attempts, current within 5 s; none for an operator's key. */
  | 'OWN';

/** Which attempts count: those made in this time, up to now. */
export type StatsWindow =
  /** 7 times 24 hours, the running one included. */
  | 'LAST_7_DAYS'
  /** 24 times 60 minutes, the running one included. */
  | 'LAST_24_HOURS'
  /** 30 times 24 hours, the running one included. */
  | 'LAST_30_DAYS'
  /** 60 minutes, the running one included. */
  | 'LAST_HOUR';

/** Something that a vendor can do beyond sending. */
export type VendorFeature =
  /** It sends codes that we made, rather than its own. */
  | 'CUSTOM_CODE'
  /** It tells whether a message arrived. */
  | 'DELIVERY_RECEIPTS'
  /** It can check a number before anything is sent. */
  | 'NUMBER_CHECK'
  /** It tells the price of each message. */
  | 'PRICE_IN_RECEIPT'
  /** It tells whether a message was read. */
  | 'READ_RECEIPTS'
  /** It takes its charge back for what did not arrive. */
  | 'REFUND_UNDELIVERED'
  /** It sends any alphabet. */
  | 'UNICODE';

export type OfferStatsFragment = { suppressed: boolean, asOf: string, attemptCount: number | null, settledCount: number | null, verifiedCount: number | null, deliveryRate: number | null, deliveryRateLow: number | null, deliveryRateHigh: number | null, successRate: number | null, successRateLow: number | null, successRateHigh: number | null, latencyMsP50: number | null, latencyMsP95: number | null, costPerVerified: { amount: string, currency: string } | null };

export type MarketQueryVariables = Exact<{
  filter?: OfferFilter | null | undefined;
  window: StatsWindow;
  audience: StatsAudience;
}>;


export type MarketQuery = { offers: { nodes: Array<{ id: string, channel: Channel, country: string | null, billedOn: BillingTrigger, network: { mcc: string, mnc: string, name: string | null } | null, price: { amount: string, currency: string }, priceInTenantCurrency: { amount: string, currency: string } | null, upcomingPrice: { effectiveFrom: string, price: { amount: string, currency: string } } | null, priceHistory: { nodes: Array<{ effectiveFrom: string, effectiveUntil: string | null, price: { amount: string, currency: string } }> }, account: { id: string, label: string } | null, stats: { suppressed: boolean, asOf: string, attemptCount: number | null, settledCount: number | null, verifiedCount: number | null, deliveryRate: number | null, deliveryRateLow: number | null, deliveryRateHigh: number | null, successRate: number | null, successRateLow: number | null, successRateHigh: number | null, latencyMsP50: number | null, latencyMsP95: number | null, timeline: Array<{ from: string, to: string, attemptCount: number | null, deliveryRate: number | null }>, costPerVerified: { amount: string, currency: string } | null }, vendor: { id: string, slug: string, name: string } }> }, vendors: { nodes: Array<{ id: string, slug: string, name: string, countries: Array<string>, channels: Array<Channel> }> } };

export type MarketHealthQueryVariables = Exact<{
  country?: string | null | undefined;
}>;


export type MarketHealthQuery = { vendors: { nodes: Array<{ id: string, slug: string, health: { state: HealthState, reason: string | null, since: string, nextProbeAt: string | null } }> } };

export type VendorPageQueryVariables = Exact<{
  slug: string;
  filter?: OfferFilter | null | undefined;
  window: StatsWindow;
  audience: StatsAudience;
}>;


export type VendorPageQuery = { vendor: { id: string, slug: string, name: string, website: string | null, supportUrl: string | null, channels: Array<Channel>, countries: Array<string>, features: Array<VendorFeature>, listedAt: string, health: { state: HealthState, reason: string | null, since: string, nextProbeAt: string | null }, support: { hours: string | null, languages: Array<string>, uptimeSla: number | null, integrationDays: number | null } | null, offers: { nodes: Array<{ id: string, channel: Channel, country: string | null, billedOn: BillingTrigger, network: { mcc: string, mnc: string, name: string | null } | null, price: { amount: string, currency: string }, priceInTenantCurrency: { amount: string, currency: string } | null, priceHistory: { nodes: Array<{ effectiveFrom: string, effectiveUntil: string | null, source: string, price: { amount: string, currency: string } }> }, stats: { suppressed: boolean, asOf: string, attemptCount: number | null, settledCount: number | null, verifiedCount: number | null, deliveryRate: number | null, deliveryRateLow: number | null, deliveryRateHigh: number | null, successRate: number | null, successRateLow: number | null, successRateHigh: number | null, latencyMsP50: number | null, latencyMsP95: number | null, failuresByClass: Array<{ class: FailureClass, count: number }>, timeline: Array<{ from: string, to: string, attemptCount: number | null, deliveryRate: number | null, successRate: number | null, latencyMsP95: number | null }>, costPerVerified: { amount: string, currency: string } | null } }> } } | null };

export const OfferStatsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferStats"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryStats"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"settledCount"}},{"kind":"Field","name":{"kind":"Name","value":"verifiedCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"successRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"successRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMsP50"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMsP95"}},{"kind":"Field","name":{"kind":"Name","value":"costPerVerified"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]} as unknown as DocumentNode<OfferStatsFragment, unknown>;
export const MarketDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Market"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OfferFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"window"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StatsWindow"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"audience"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StatsAudience"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"offers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"billedOn"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mcc"}},{"kind":"Field","name":{"kind":"Name","value":"mnc"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceInTenantCurrency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"upcomingPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveFrom"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveFrom"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveUntil"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stats"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"Variable","name":{"kind":"Name","value":"window"}}},{"kind":"Argument","name":{"kind":"Name","value":"audience"},"value":{"kind":"Variable","name":{"kind":"Name","value":"audience"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OfferStats"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"buckets"},"value":{"kind":"IntValue","value":"16"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendors"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferStats"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryStats"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"settledCount"}},{"kind":"Field","name":{"kind":"Name","value":"verifiedCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"successRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"successRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMsP50"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMsP95"}},{"kind":"Field","name":{"kind":"Name","value":"costPerVerified"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]} as unknown as DocumentNode<MarketQuery, MarketQueryVariables>;
export const MarketHealthDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MarketHealth"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"country"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CountryCode"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendors"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"country"},"value":{"kind":"Variable","name":{"kind":"Name","value":"country"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<MarketHealthQuery, MarketHealthQueryVariables>;
export const VendorPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"VendorPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OfferFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"window"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StatsWindow"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"audience"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StatsAudience"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"website"}},{"kind":"Field","name":{"kind":"Name","value":"supportUrl"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}},{"kind":"Field","name":{"kind":"Name","value":"countries"}},{"kind":"Field","name":{"kind":"Name","value":"features"}},{"kind":"Field","name":{"kind":"Name","value":"listedAt"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"nextProbeAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"support"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hours"}},{"kind":"Field","name":{"kind":"Name","value":"languages"}},{"kind":"Field","name":{"kind":"Name","value":"uptimeSla"}},{"kind":"Field","name":{"kind":"Name","value":"integrationDays"}}]}},{"kind":"Field","name":{"kind":"Name","value":"offers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"60"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"billedOn"}},{"kind":"Field","name":{"kind":"Name","value":"network"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mcc"}},{"kind":"Field","name":{"kind":"Name","value":"mnc"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceInTenantCurrency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveFrom"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveUntil"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stats"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"window"},"value":{"kind":"Variable","name":{"kind":"Name","value":"window"}}},{"kind":"Argument","name":{"kind":"Name","value":"audience"},"value":{"kind":"Variable","name":{"kind":"Name","value":"audience"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OfferStats"}},{"kind":"Field","name":{"kind":"Name","value":"failuresByClass"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"class"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"buckets"},"value":{"kind":"IntValue","value":"30"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMsP95"}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferStats"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeliveryStats"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"settledCount"}},{"kind":"Field","name":{"kind":"Name","value":"verifiedCount"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"successRate"}},{"kind":"Field","name":{"kind":"Name","value":"successRateLow"}},{"kind":"Field","name":{"kind":"Name","value":"successRateHigh"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMsP50"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMsP95"}},{"kind":"Field","name":{"kind":"Name","value":"costPerVerified"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]} as unknown as DocumentNode<VendorPageQuery, VendorPageQueryVariables>;