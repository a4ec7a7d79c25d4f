import type { Channel } from "../../core/otp/status.js";
import type { StatCell } from "../../core/stats/cell.js";
import type { DeliveryStats } from "../../core/stats/delivery-stats.js";
import type { Tally } from "../../core/stats/tally.js";
import type { GrainSpan, StatGrain, StatsWindow } from "../../core/stats/window.js";
import type { KeyViewer } from "../../flow/viewer.js";

/** How far a tenant's log is ahead of what was rolled up. */
export interface LogAhead {
  readonly tenantId: string;
  /** The last event that was read; null = none ever, or older ones are deleted meanwhile. */
  readonly after: bigint | null;
  /** The last event that there is. */
  readonly upTo: bigint;
  /** Whether the slices that are kept are as of `after`. */
  readonly hasSlices: boolean;
}

/** A row's place in the roll-up: a tenant and the beginning of a minute, hour or day. */
export interface StatBucket {
  readonly tenantId: string;
  readonly at: Date;
}

/** A bucket and about how many attempts there are to read in it. */
export interface SizedBucket extends StatBucket {
  readonly attempts: number;
}

/**
 * What the roll-up does to the database within one transaction. A minute is counted whole, or it is
 * open: then its slices are kept, and it is added up from them.
 */
export interface RollUpTx {
  /** Tenants whose log grew; at most `limit`, of each at most `eventsMax` events. */
  findLogsAhead(limit: number, eventsMax: number): Promise<readonly LogAhead[]>;
  /** The slices of all attempts of the sends that these parts of the logs tell of, each once. */
  findTouchedSlices(logs: readonly LogAhead[]): Promise<readonly SizedBucket[]>;
  /** The minutes of all attempts that a tenant ever made, each once. */
  findAllMinutes(tenantId: string): Promise<readonly SizedBucket[]>;
  /** Slices that change without an event by now, longest due first. */
  findDueSlices(now: Date, limit: number): Promise<readonly SizedBucket[]>;
  /** Opens the minutes of these slices; returns what there is to count in them, each once. */
  openMinutes(slices: readonly SizedBucket[], now: Date): Promise<readonly SizedBucket[]>;
  /** Closes minutes that have been quiet for a while. */
  closeMinutes(now: Date): Promise<void>;
  /** Closes all minutes of these tenants. */
  forgetSlices(tenantIds: readonly string[]): Promise<void>;
  /** Counts the attempts of these slices of open minutes, or of closed minutes, anew. */
  recount(counted: "slice" | "minute", buckets: readonly StatBucket[], now: Date): Promise<void>;
  /** Adds open minutes up from slices, hours from minutes, or days from hours. */
  addUp(grain: StatGrain, buckets: readonly StatBucket[]): Promise<void>;
  advanceCursors(logs: readonly LogAhead[]): Promise<void>;
  /** Forgets everything that was counted, and how far the logs were read. */
  clear(): Promise<void>;
}

/** The roll-up's side of the database. */
export interface RollUpStore {
  /**
   * Runs `work` in a transaction while no other process rolls up.
   *
   * @param wait false: null at once when another one does
   */
  exclusively<T>(wait: boolean, work: (tx: RollUpTx) => Promise<T>): Promise<T | null>;
}

/** A part of a range that rows of one grain cover; bucket = which of the ranges asked for. */
export interface BucketSpan extends GrainSpan {
  readonly bucket: number;
}

/** What was counted in one cell and bucket. */
export interface TallyRow {
  readonly bucket: number;
  readonly vendorId: string;
  readonly channel: Channel;
  /** "" = none is known; of the market: everywhere. */
  readonly country: string;
  /** "" = none is known; of the market: the whole country. */
  readonly network: string;
  readonly tally: Tally;
  /** In the tenant's currency; of the market in `marketCurrency`, null = some has no rate. */
  readonly costMicros: bigint | null;
}

/** What was measured, as viewers see it. */
export interface StatReads {
  /** The viewer's own attempts, by the finest cells; one statement. vendorIds null = all. */
  ownTallies(
    viewer: KeyViewer,
    spans: readonly BucketSpan[],
    vendorIds: readonly string[] | null,
  ): Promise<readonly TallyRow[]>;
  /**
   * The market's attempts at these vendors by cell, as far as they may be shown; one statement.
   */
  marketTallies(
    spans: readonly BucketSpan[],
    vendorIds: readonly string[],
    now: Date,
  ): Promise<readonly TallyRow[]>;
  /** What the market shows of cells; one statement. */
  marketStats(
    viewer: KeyViewer,
    query: { readonly window: StatsWindow; readonly currency: string | null; readonly now: Date },
    cells: readonly StatCell[],
  ): Promise<MarketStats>;
}

/** What the market shows of cells. */
export interface MarketStats {
  /** When it was worked out; null = never yet. */
  readonly asOf: Date | null;
  /** From `marketCurrency` to the currency asked for at the day's rate; null = there is none. */
  readonly rate: string | null;
  /** In the order of the cells; null = nothing may be shown. */
  readonly tallies: readonly (TallyRow | null)[];
}

/** One cell of the market, worked out. */
export interface MarketStatRow {
  readonly row: TallyRow;
  readonly stats: DeliveryStats;
}

/** What the market's refresh does to the database within one transaction. */
export interface MarketStatTx {
  /** When a window was worked out last; null = never. */
  refreshedAt(window: StatsWindow): Promise<Date | null>;
  /** All cells of the market that may be shown. */
  marketTallies(spans: readonly BucketSpan[], now: Date): Promise<readonly TallyRow[]>;
  /** Puts these in the place of all that a window shows; what did not change is left alone. */
  replaceMarketStats(window: StatsWindow, rows: readonly MarketStatRow[], now: Date): Promise<void>;
}

/** The refresh's side of the database. */
export interface MarketStatStore {
  /**
   * Runs `work` in a transaction while no other process refreshes.
   *
   * @param wait false: null at once when another one does
   */
  exclusively<T>(wait: boolean, work: (tx: MarketStatTx) => Promise<T>): Promise<T | null>;
}
