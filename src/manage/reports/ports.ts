import type { LocalDay } from "../../core/calendar.js";

/** A tenant whose log goes on behind what was read of it, or who has days to add up. */
export interface CostWork {
  readonly tenantId: string;
  readonly timeZone: string;
  /** True when there may be days to add up, whatever the log tells. */
  readonly isDue: boolean;
}

/** A day that was added up. */
export interface BuiltDay {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly builtAt: Date;
  /** Something of it changed since. */
  readonly isDirty: boolean;
}

/** What each closed day of a tenant came to; written by its builder alone. */
export interface CostFactStore {
  findWork(now: Date): Promise<readonly CostWork[]>;
  /** Reads a stretch of the tenant's log and marks the days of what it touches. */
  markChanged(
    work: CostWork,
    now: Date,
  ): Promise<{ readonly marked: number; readonly isMore: boolean }>;
  /** When the tenant's first hold was taken; null = never. */
  firstHeldAt(tenantId: string): Promise<Date | null>;
  daysOf(tenantId: string): Promise<readonly BuiltDay[]>;
  /** Adds a day up, unless it is and nothing changed; days of another zone that overlap it go. */
  addUp(tenantId: string, day: LocalDay, now: Date): Promise<void>;
  /** Says when to look at the tenant again, whatever its log tells. */
  finish(work: CostWork, nextBuildAt: Date): Promise<void>;
}
