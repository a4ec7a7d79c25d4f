import type { Channel } from "../../core/otp/status.js";
import type { BreakerState } from "../../core/route/breaker.js";
import type { Page } from "../../flow/reads.js";
import type { KeyViewer } from "../../flow/viewer.js";

/** What a vendor states of its support. Null = it says nothing. */
export interface VendorSupportRow {
  readonly languages: readonly string[];
  readonly hours: string | null;
  readonly integrationDays: number | null;
  readonly uptimeSla: number | null;
}

/** A company that delivers. baseUrl null = the adapter's own address. */
export interface VendorRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly website: string | null;
  readonly supportUrl: string | null;
  readonly support: VendorSupportRow | null;
  readonly adapter: string;
  readonly baseUrl: string | null;
  readonly channels: readonly Channel[];
  readonly listedAt: Date;
}

/** A member that is left out does not filter. */
export interface VendorFilter {
  readonly channels?: readonly Channel[];
  /** Vendors with an offer in one of these countries, or everywhere. */
  readonly countries?: readonly string[];
  /** A part of a name or slug, in capitals or not. */
  readonly search?: string;
}

/**
 * A pause that is in force. tenantId null = an operator's, for everybody;
 * channel or country null = all.
 */
export interface PauseRow {
  readonly id: string;
  readonly vendorId: string;
  readonly tenantId: string | null;
  readonly channel: Channel | null;
  readonly country: string | null;
  readonly reason: string;
  readonly pausedAt: Date;
}

/** A breaker as health is told from it. country null = a channel without countries. */
export interface HealthBreaker extends BreakerState {
  readonly vendorId: string;
  readonly accountId: string;
  /** Whose account it is; null = the marketplace's. */
  readonly tenantId: string | null;
  readonly channel: Channel;
  readonly country: string | null;
  readonly since: Date;
}

/** An outage that was measured, of one account's channel. */
export interface HealthOutage {
  readonly vendorId: string;
  readonly accountId: string;
  /** Whose account it is; null = the marketplace's. */
  readonly tenantId: string | null;
  readonly channel: Channel;
  /** Null = everywhere. */
  readonly country: string | null;
  /** mcc and mnc joined; null = more than one network. */
  readonly network: string | null;
  readonly scope: "UPSTREAM" | "COUNTRY" | "CELL";
  /** Null = nobody named one. */
  readonly upstream: string | null;
  readonly openedBy: "RECEIPT" | "CODE";
  readonly failures: number;
  readonly openedAt: Date;
  readonly probeAt: Date;
}

/** Everything that makes a vendor less than healthy; what is not named is healthy. */
export interface HealthFacts {
  readonly pauses: readonly PauseRow[];
  readonly breakers: readonly HealthBreaker[];
  readonly outages: readonly HealthOutage[];
}

/** A time in which a vendor was not used at a place. channel or country null = all. */
export interface VendorIncidentRow {
  readonly id: string;
  readonly vendorId: string;
  /** Failures or a measured outage took it out, or somebody paused it. */
  readonly kind: "OUTAGE" | "PAUSE";
  readonly channel: Channel | null;
  readonly country: string | null;
  /** Of an OUTAGE: after how many failures; null for a PAUSE. */
  readonly failures: number | null;
  /** Of a PAUSE: what was said; null for an OUTAGE. */
  readonly note: string | null;
  /** Of a PAUSE: an operator's, for everybody; false for an OUTAGE. */
  readonly byOperator: boolean;
  readonly startedAt: Date;
  /** Null while it lasts. */
  readonly endedAt: Date | null;
}

/** A place among incidents, to go on behind. */
export interface IncidentPosition {
  readonly at: Date;
  readonly id: string;
}

/** What a pause is about. */
export interface PausePlace {
  readonly vendorId: string;
  readonly channel: Channel | null;
  readonly country: string | null;
}

export interface IncidentPage {
  /** Only those that last. */
  readonly openOnly: boolean;
  readonly limit: number;
  readonly after: IncidentPosition | null;
}

export interface VendorStore {
  insertVendor(viewer: KeyViewer, vendor: VendorRow): Promise<"stored" | "slug_taken">;
  /** For operators; null = the adapter's own address. Bumps the market. */
  setBaseUrl(viewer: KeyViewer, vendorId: string, baseUrl: string | null): Promise<void>;
  vendorBySlug(viewer: KeyViewer, slug: string): Promise<VendorRow | null>;
  /** In the order of ids. */
  vendorsById(viewer: KeyViewer, ids: readonly string[]): Promise<readonly (VendorRow | null)[]>;
  /** In the order of slugs. */
  vendorsBySlug(
    viewer: KeyViewer,
    slugs: readonly string[],
  ): Promise<readonly (VendorRow | null)[]>;
  /** By name, then id; after = the last row's name and id. */
  vendors(
    viewer: KeyViewer,
    filter: VendorFilter,
    limit: number,
    after: { readonly name: string; readonly id: string } | null,
  ): Promise<Page<VendorRow>>;
  /** One sorted list of countries per vendor: those of its offers that the viewer sees. */
  countriesOfVendors(
    viewer: KeyViewer,
    vendorIds: readonly string[],
  ): Promise<readonly (readonly string[])[]>;
  /** Does nothing where the same viewer's pause is in force already. */
  insertPause(viewer: KeyViewer, pause: PauseRow): Promise<void>;
  /** Ends the tenant's own pause there, for an operator the market's; false when there is none. */
  endPause(viewer: KeyViewer, place: PausePlace, now: Date): Promise<boolean>;
  /** One per vendor: the pauses and breakers that concern the viewer. */
  healthOfVendors(viewer: KeyViewer, vendorIds: readonly string[]): Promise<readonly HealthFacts[]>;
  /** One page per vendor, the latest first: what concerned the viewer. */
  incidentsOfVendors(
    viewer: KeyViewer,
    vendorIds: readonly string[],
    page: IncidentPage,
  ): Promise<readonly Page<VendorIncidentRow>[]>;
}

/** Reads every tenant's facts at once, for those who follow changes. */
export interface HealthReads {
  allHealthFacts(): Promise<HealthFacts>;
  /** By vendor id. */
  channelsOfVendors(): Promise<ReadonlyMap<string, readonly Channel[]>>;
}
