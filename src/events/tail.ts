import { setTimeout as sleep } from "node:timers/promises";
import { ReaderTooSlow } from "../core/reader-too-slow.js";
import type { EventFilter } from "../flow/reads.js";
import type { EventRow } from "../flow/rows.js";
import type { AppendedEvents, EventTail, TailItem } from "../flow/tail.js";
import { atOnceAtMost, catchUp, type LogReads, roomMax } from "./catch-up.js";
import { behindMax, Follower } from "./follower.js";
import { firstSeq } from "./handed-events.js";
import { Watch } from "./watch.js";

/** A position in one tenant's log. */
export interface LogPosition {
  readonly tenantId: string;
  readonly after: bigint;
}

export interface TailParts {
  /** What came after each position, each tenant's in order, at most `limit` each. One statement. */
  readonly readEventsAfter: (
    positions: readonly LogPosition[],
    limit: number,
  ) => Promise<readonly EventRow[]>;
  readonly reads: LogReads;
  /** Milliseconds, rising. */
  readonly now: () => number;
  /** Hears of reads that failed; they are made again. */
  readonly onError: (error: unknown) => void;
  readonly pollMsMin?: number;
  readonly pollMsMax?: number;
  readonly cursorEveryMs?: number;
  /** How long a reader may be more than 1,000 events behind. */
  readonly lagMs?: number;
}

const limitPerTenant = 500;
const catchUpsMax = 4;

/**
 * Follows the logs of all watched tenants with one statement per round and hands events out in
 * memory. A round starts when somebody nudges, else after 250 ms, up to 1 s while nothing happens.
 * What this process wrote itself goes out without a round while nothing is missing before it.
 */
export class LogTail implements EventTail {
  readonly #parts: Required<TailParts>;
  readonly #watches = new Map<string, Watch>();
  readonly #followers = new Set<Follower>();
  /** By tenant, those whose place in the log is not known yet. */
  readonly #coming = new Map<string, Set<Follower>>();
  readonly #nudged = new Set<string>();
  readonly #handed = new Set<Watch>();
  readonly #catchUpReads: LogReads;
  #lastPollAt = Number.NEGATIVE_INFINITY;
  #isRunning = false;
  #isClosed = false;
  #wake: (() => void) | null = null;

  constructor(parts: TailParts) {
    this.#parts = {
      pollMsMin: 250,
      pollMsMax: 1_000,
      cursorEveryMs: 30_000,
      lagMs: 1_000,
      ...parts,
    };
    this.#catchUpReads = atOnceAtMost(catchUpsMax, parts.reads);
  }

  get followerCount(): number {
    return this.#followers.size;
  }

  follow(
    tenantId: string,
    filter: EventFilter,
    after: bigint | null,
  ): AsyncIterableIterator<TailItem> {
    const follower = new Follower(tenantId, filter, (ended) => this.#remove(ended));
    if (this.#isClosed) {
      void follower.return();
      return follower;
    }
    follower.lastItemAt = this.#parts.now();
    this.#followers.add(follower);
    if (after === null) {
      this.#coming.set(tenantId, (this.#coming.get(tenantId) ?? new Set()).add(follower));
    }
    void this.#start(follower, after);
    return follower;
  }

  nudge(tenantIds: readonly string[]): void {
    for (const tenantId of tenantIds) {
      if (this.#watches.has(tenantId)) {
        this.#nudged.add(tenantId);
      }
    }
    if (this.#nudged.size > 0) {
      this.#wake?.();
    }
  }

  /**
   * Takes what this process just committed, so that it need not be read back. It may come late, in
   * another order, twice or never: correctness depends on it as little as on a nudge.
   */
  take(logs: readonly AppendedEvents[]): void {
    for (const log of logs) {
      for (const follower of this.#coming.get(log.tenantId) ?? []) {
        follower.wrote(firstSeq(log));
      }
      const watch = this.#watches.get(log.tenantId);
      if (watch !== undefined) {
        if (!watch.handed.add(log)) {
          this.nudge([log.tenantId]);
        }
        if (this.#handed.size === 0) {
          // Whoever waits for the commit goes first.
          setImmediate(() => this.#giveHanded());
        }
        this.#handed.add(watch);
      }
    }
  }

  /** Ends every follower and stops reading. */
  close(): void {
    this.#isClosed = true;
    for (const follower of this.#followers) {
      void follower.return();
    }
    this.#wake?.();
  }

  async #start(follower: Follower, after: bigint | null): Promise<void> {
    try {
      const goLive = (ready: Follower) => this.#goLive(ready);
      await catchUp(this.#catchUpReads, follower, after, goLive, this.#parts.now);
    } catch (error) {
      follower.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Nothing is awaited between comparing the positions and joining, so no event falls between. */
  #goLive(follower: Follower): boolean {
    const watch = this.#watches.get(follower.tenantId);
    if (watch !== undefined && watch.position > follower.position) {
      return false;
    }
    const joined = watch ?? new Watch(follower.tenantId, follower.position);
    this.#watches.set(follower.tenantId, joined);
    joined.add(follower);
    this.#hasCome(follower);
    follower.isLagging = false;
    if (!this.#isRunning) {
      this.#isRunning = true;
      void this.#run();
    }
    return true;
  }

  #remove(follower: Follower): void {
    this.#followers.delete(follower);
    this.#hasCome(follower);
    const watch = this.#watches.get(follower.tenantId);
    if (watch !== undefined) {
      watch.remove(follower);
      this.#dropIfEmpty(watch);
    }
  }

  #hasCome(follower: Follower): void {
    const coming = this.#coming.get(follower.tenantId);
    if (coming?.delete(follower) === true && coming.size === 0) {
      this.#coming.delete(follower.tenantId);
    }
  }

  #dropIfEmpty(watch: Watch): void {
    if (watch.isEmpty && this.#watches.get(watch.tenantId) === watch) {
      this.#watches.delete(watch.tenantId);
      if (this.#watches.size === 0) {
        this.#wake?.();
      }
    }
  }

  /**
   * A burst is read again out of the log, at the reader's pace; only one that stays behind is given
   * up, and only while it is the reader that is waited for: not for a database that is slow.
   */
  #letLag(follower: Follower): void {
    follower.isLagging = true;
    void this.#start(follower, follower.position);
    void this.#giveUpIfBehind(follower);
  }

  async #giveUpIfBehind(follower: Follower): Promise<void> {
    const { reads, onError, lagMs } = this.#parts;
    while (follower.isLagging && !follower.isDone) {
      await sleep(lagMs, null, { ref: false });
      try {
        const { lastSeq } = await reads.logBounds(follower.tenantId);
        const behind = Number(lastSeq - follower.position) + follower.queued;
        const isWaitedFor = follower.queued >= roomMax;
        if (follower.isLagging && isWaitedFor && behind > behindMax) {
          follower.fail(new ReaderTooSlow(`a reader is more than ${behindMax} events behind`));
        }
      } catch (error) {
        onError(error);
      }
    }
  }

  async #run(): Promise<void> {
    const { pollMsMin, pollMsMax, onError } = this.#parts;
    let pauseMs = pollMsMin;
    while (this.#watches.size > 0 && !this.#isClosed) {
      try {
        const isMore = await this.#round();
        pauseMs = isMore ? pollMsMin : Math.min(pollMsMax, pauseMs * 2);
      } catch (error) {
        onError(error);
        pauseMs = pollMsMax;
      }
      this.#sendCursors();
      await this.#pause(pauseMs);
    }
    this.#isRunning = false;
  }

  /**
   * Reads the nudged watches, and all when that is due, however many nudges come;
   * true when something came.
   */
  async #round(): Promise<boolean> {
    const { pollMsMax, now } = this.#parts;
    const isPolling = this.#nudged.size === 0 || now() - this.#lastPollAt >= pollMsMax;
    const tenantIds = isPolling ? [...this.#watches.keys()] : [...this.#nudged];
    this.#nudged.clear();
    if (isPolling) {
      this.#lastPollAt = now();
    }
    const watches = tenantIds.flatMap((tenantId) => this.#watches.get(tenantId) ?? []);
    if (watches.length === 0) {
      return false;
    }
    const positions = watches.map(({ tenantId, position }) => ({ tenantId, after: position }));
    const events = await this.#parts.readEventsAfter(positions, limitPerTenant);
    const byTenant = Map.groupBy(events, (event) => event.tenantId);
    for (const watch of watches) {
      const ofTenant = byTenant.get(watch.tenantId) ?? [];
      this.#deliver(watch, ofTenant);
      if (ofTenant.length === limitPerTenant) {
        this.#nudged.add(watch.tenantId);
      }
    }
    return events.length > 0;
  }

  #deliver(watch: Watch, events: readonly EventRow[]): void {
    for (const follower of watch.deliver(events, this.#parts.now())) {
      this.#letLag(follower);
    }
    this.#dropIfEmpty(watch);
  }

  /** What cannot go out, because something before it was not handed over, is read. */
  #giveHanded(): void {
    const watches = [...this.#handed];
    this.#handed.clear();
    for (const watch of watches) {
      this.#deliver(watch, []);
      if (!watch.handed.isEmpty) {
        this.nudge([watch.tenantId]);
      }
    }
  }

  async #pause(ms: number): Promise<void> {
    if (this.#nudged.size > 0 || this.#isClosed || this.#watches.size === 0) {
      return;
    }
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = done;
    });
  }

  #sendCursors(): void {
    const { cursorEveryMs, now } = this.#parts;
    const at = now();
    for (const watch of this.#watches.values()) {
      for (const follower of watch.followers()) {
        if (at - follower.lastItemAt >= cursorEveryMs) {
          const seq = watch.position > follower.position ? watch.position : follower.position;
          follower.push({ kind: "cursor", seq }, at);
        }
      }
    }
  }
}
