import type { Channel } from "../../core/otp/status.js";
import type { PlanSpec } from "../../core/plan/plan.js";
import type { Page } from "../../flow/reads.js";
import type { KeyViewer, Viewer } from "../../flow/viewer.js";

/** A plan; currentRevision is the number of the revision that sends use. */
export interface PlanRow {
  readonly tenantId: string;
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly currentRevision: number;
  readonly archivedAt: Date | null;
  readonly createdAt: Date;
}

/**
 * One immutable revision; numbers count from 1 within their plan. createdBy is the name of the key.
 */
export interface RevisionRow {
  readonly tenantId: string;
  readonly id: string;
  readonly planId: string;
  readonly number: number;
  readonly spec: PlanSpec;
  readonly note: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** A plan under its lock; every change also bumps the tenant's rules in the same transaction. */
export interface LockedPlan {
  readonly plan: PlanRow;
  /** Null when the plan has no revision of this number. */
  revision(number: number): Promise<RevisionRow | null>;
  /** Stores the revision and makes it the current one; name = the plan's from now on. */
  addRevision(revision: RevisionRow, name: string): Promise<void>;
  archive(at: Date): Promise<void>;
}

export interface PlanFilter {
  /** True = only archived plans, false = only the others. */
  readonly isArchived: boolean;
  /** A part of a name or key, in capitals or not; null = all. */
  readonly search: string | null;
}

export interface PlanStore {
  insertPlan(
    viewer: KeyViewer,
    plan: PlanRow,
    revision: RevisionRow,
  ): Promise<"stored" | "key_taken">;
  /**
   * Runs `work` on the locked plan, null when the viewer may see none with this id. What `work`
   * returns is committed; parallel changes of one plan run one after the other.
   */
  lockPlan<T>(
    viewer: KeyViewer,
    id: string,
    work: (locked: LockedPlan | null) => Promise<T>,
  ): Promise<T>;
  /** In the order of ids; null where the viewer may see none. */
  plansById(viewer: KeyViewer, ids: readonly string[]): Promise<readonly (PlanRow | null)[]>;
  planByKey(viewer: KeyViewer, key: string): Promise<PlanRow | null>;
  /** Newest first. */
  plans(
    viewer: KeyViewer,
    which: PlanFilter,
    limit: number,
    afterId: string | null,
  ): Promise<Page<PlanRow>>;
  /**
   * The plans in force whose current revision names each account, by key, 100 at most; in the order
   * of ids.
   */
  plansNaming(
    viewer: KeyViewer,
    accountIds: readonly string[],
  ): Promise<readonly (readonly PlanRow[])[]>;
  countPlans(viewer: KeyViewer, which: PlanFilter): Promise<number>;
  /** In the order of ids; null where the viewer may see none. */
  revisionsById(viewer: Viewer, ids: readonly string[]): Promise<readonly (RevisionRow | null)[]>;
  /** The current revision of each plan, in the order of ids. */
  currentRevisions(
    viewer: KeyViewer,
    planIds: readonly string[],
  ): Promise<readonly (RevisionRow | null)[]>;
  /** Newest first; afterNumber null = from the newest. */
  revisions(
    viewer: KeyViewer,
    planId: string,
    limit: number,
    afterNumber: number | null,
  ): Promise<Page<RevisionRow>>;
}

/** What plans need of their tenant. */
export interface PlanTenant {
  readonly id: string;
  readonly brand: string;
  readonly currency: string;
  readonly locale: string;
}

/**
 * One vendor account as plans name it: accountId null = the marketplace's account at that vendor.
 */
export interface AccountName {
  readonly vendor: string;
  readonly accountId: string | null;
}

/**
 * What the catalogue says of one named account; adapter = the vendor's. Missing ones are left out.
 */
export interface CatalogueAccount extends AccountName {
  /** The account's own id; null = the vendor has no account of the marketplace. */
  readonly id: string | null;
  readonly adapter: string;
  readonly isDisconnected: boolean;
  readonly senders: readonly { readonly channel: Channel; readonly country: string | null }[];
  readonly pauses: readonly { readonly channel: Channel | null; readonly country: string | null }[];
  /**
   * The cheapest per channel, country and currency; rate null = no exchange rate to the tenant's
   * currency.
   */
  readonly offers: readonly {
    readonly channel: Channel;
    readonly country: string | null;
    readonly priceMicros: bigint;
    readonly rate: string | null;
  }[];
}

export interface PlanFactsReader {
  /** The viewer's tenant, by row-level security; null for an operator. */
  tenant(viewer: KeyViewer): Promise<PlanTenant | null>;
  /** One statement for all names, as of now. */
  catalogueAccounts(
    viewer: KeyViewer,
    names: readonly AccountName[],
    now: Date,
  ): Promise<readonly CatalogueAccount[]>;
}
