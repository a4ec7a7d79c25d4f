import type { Channel } from "../../core/otp/status.js";
import type { HealthState } from "../../core/route/candidate.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { HealthFacts, HealthReads } from "./ports.js";
import { vendorHealth, type VendorHealthState } from "./vendor-health.js";

/** A change of one vendor's health at one place. country null = everywhere the channel goes. */
export interface HealthChange {
  readonly vendorId: string;
  readonly channel: Channel;
  readonly country: string | null;
  readonly health: VendorHealthState;
  readonly previous: HealthState;
  readonly at: Date;
}

interface Place {
  readonly vendorId: string;
  readonly channel: Channel;
  readonly country: string | null;
}

type Listener = (facts: HealthFacts) => void;

const pollMs = 1_000;
const waitingMax = 1_000;

/**
 * Tells followers when a vendor's health changes for them: one read per second and process while
 * anybody follows, at once when the bus says so.
 */
export class HealthFeed {
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | null = null;
  #unsubscribe: (() => void) | null = null;
  #reading = false;
  #readAgain = false;

  /**
   * @param onError hears of reads that failed; the next one follows in a second
   */
  constructor(
    private readonly reads: HealthReads,
    private readonly bus: Bus,
    private readonly now: () => Date,
    private readonly onError: (error: unknown) => void,
  ) {}

  /**
   * Changes from now on, as the viewer sees them. `return()` ends it at once, also while it waits.
   */
  follow(
    viewer: KeyViewer,
    matches: (change: HealthChange) => boolean = () => true,
  ): AsyncIterableIterator<HealthChange> {
    const states = new Map<string, { place: Place; state: HealthState }>();
    let isFirst = true;
    const queue = new ChangeQueue(() => this.#remove(listener));
    const listener: Listener = (facts) => {
      const seen = factsFor(facts, viewer.tenantId);
      for (const change of diff(states, seen, this.#channels, this.now())) {
        if (!isFirst && matches(change)) {
          queue.push(change);
        }
      }
      isFirst = false;
    };
    this.#listeners.add(listener);
    this.#start();
    return queue;
  }

  #channels: ReadonlyMap<string, readonly Channel[]> = new Map();

  #start(): void {
    if (this.#timer === null) {
      this.#timer = setInterval(() => void this.#read(), pollMs);
      const unsubscribes = (["health", "market"] as const).map((topic) =>
        this.bus.subscribe(topic, () => void this.#read()),
      );
      this.#unsubscribe = () => unsubscribes.forEach((end) => end());
    }
    void this.#read();
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0 && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
      this.#unsubscribe?.();
      this.#unsubscribe = null;
    }
  }

  async #read(): Promise<void> {
    if (this.#reading) {
      this.#readAgain = true;
      return;
    }
    this.#reading = true;
    try {
      do {
        this.#readAgain = false;
        const [facts, channels] = await Promise.all([
          this.reads.allHealthFacts(),
          this.reads.channelsOfVendors(),
        ]);
        this.#channels = channels;
        for (const listener of this.#listeners) {
          listener(facts);
        }
      } while (this.#readAgain && this.#listeners.size > 0);
    } catch (error) {
      this.onError(error);
    } finally {
      this.#reading = false;
    }
  }
}

/** What concerns a tenant: everybody's and its own; for an operator everybody's. */
function factsFor(facts: HealthFacts, tenantId: string | null): HealthFacts {
  const concerns = (row: { readonly tenantId: string | null }) =>
    row.tenantId === null || row.tenantId === tenantId;
  return {
    pauses: facts.pauses.filter(concerns),
    breakers: facts.breakers.filter(concerns),
    outages: facts.outages.filter(concerns),
  };
}

function diff(
  states: Map<string, { place: Place; state: HealthState }>,
  facts: HealthFacts,
  channels: ReadonlyMap<string, readonly Channel[]>,
  at: Date,
): HealthChange[] {
  const places = new Map<string, Place>([...states].map(([key, { place }]) => [key, place]));
  for (const place of placesOf(facts, channels)) {
    places.set(`${place.vendorId} ${place.channel} ${place.country ?? ""}`, place);
  }
  const changes: HealthChange[] = [];
  const pausesOf = Map.groupBy(facts.pauses, (row) => row.vendorId);
  const breakersOf = Map.groupBy(facts.breakers, (row) => row.vendorId);
  const outagesOf = Map.groupBy(facts.outages, (row) => row.vendorId);
  for (const [key, place] of places) {
    const ofVendor = {
      pauses: pausesOf.get(place.vendorId) ?? [],
      breakers: breakersOf.get(place.vendorId) ?? [],
      outages: outagesOf.get(place.vendorId) ?? [],
    };
    const health = vendorHealth(ofVendor, place);
    const previous = states.get(key)?.state ?? "HEALTHY";
    if (health.state !== previous) {
      changes.push({ ...place, health, previous, at });
    }
    if (health.state === "HEALTHY") {
      states.delete(key);
    } else {
      states.set(key, { place, state: health.state });
    }
  }
  return changes;
}

function placesOf(facts: HealthFacts, channels: ReadonlyMap<string, readonly Channel[]>): Place[] {
  return [
    ...[...facts.breakers, ...facts.outages].map(({ vendorId, channel, country }) => ({
      vendorId,
      channel,
      country,
    })),
    ...facts.pauses.flatMap(({ vendorId, channel, country }) =>
      (channel === null ? (channels.get(vendorId) ?? []) : [channel]).map((one) => ({
        vendorId,
        channel: one,
        country,
      })),
    ),
  ];
}

/**
 * Changes that wait for their reader; a reader that is 1,000 behind loses the oldest:
 * health is a state, not a log.
 */
class ChangeQueue implements AsyncIterableIterator<HealthChange> {
  readonly #waiting: HealthChange[] = [];
  #wake: (() => void) | null = null;
  #isDone = false;

  constructor(private readonly onReturn: () => void) {}

  push(change: HealthChange): void {
    this.#waiting.push(change);
    if (this.#waiting.length > waitingMax) {
      this.#waiting.shift();
    }
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<HealthChange>> {
    for (;;) {
      if (this.#isDone) {
        return { done: true, value: undefined };
      }
      const change = this.#waiting.shift();
      if (change !== undefined) {
        return { done: false, value: change };
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  return(): Promise<IteratorResult<HealthChange>> {
    this.#isDone = true;
    this.onReturn();
    this.#wake?.();
    return Promise.resolve({ done: true, value: undefined });
  }

  async throw(error?: unknown): Promise<IteratorResult<HealthChange>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
