import { wilson } from "../../stats/interval.js";
import { evidenceMin, type RouteEvidence } from "../evidence.js";
import type { KnownSend } from "./known-send.js";
import type { ReplayMoment } from "./replay-log.js";

interface Bucket {
  count: number;
  delivered: number;
  readonly latencies: number[];
}

const windowHours = 24;

/** What a log had shown of routes at any hour: its last 24 hours, of the network, else country. */
export class LoggedEvidence {
  readonly #buckets = new Map<string, Map<number, Bucket>>();
  readonly #known = new Map<string, RouteEvidence | null>();

  /** Takes the attempts of a send in. */
  add({ country, cell, hour, attempts }: KnownSend): void {
    for (const { route, deliveredMs } of attempts) {
      for (const place of new Set([country, cell])) {
        const bucket = this.#bucket(`${place}|${route}`, hour);
        bucket.count += 1;
        if (deliveredMs !== null) {
          bucket.delivered += 1;
          bucket.latencies.push(deliveredMs);
        }
      }
    }
  }

  /** Null = fewer than 30 attempts. */
  at(route: string, { country, cell, atMs }: ReplayMoment): RouteEvidence | null {
    const hour = Math.floor(atMs / 3_600_000);
    return this.#of(`${cell}|${route}`, hour) ?? this.#of(`${country}|${route}`, hour);
  }

  #of(key: string, hour: number): RouteEvidence | null {
    const whole = `${hour} ${key}`;
    const known = this.#known.get(whole);
    if (known !== undefined) {
      return known;
    }
    const found = this.#sum(key, hour);
    this.#known.set(whole, found);
    return found;
  }

  #sum(key: string, hour: number): RouteEvidence | null {
    const hours = this.#buckets.get(key);
    let count = 0;
    let delivered = 0;
    const latencies: number[] = [];
    for (let back = 1; back <= windowHours; back += 1) {
      const bucket = hours?.get(hour - back);
      count += bucket?.count ?? 0;
      delivered += bucket?.delivered ?? 0;
      latencies.push(...(bucket?.latencies ?? []));
    }
    if (count < evidenceMin) {
      return null;
    }
    latencies.sort((one, other) => one - other);
    return {
      count,
      deliveryLow: wilson(delivered, count)?.low ?? 0,
      latencyMsP95: latencies[Math.ceil(0.95 * latencies.length) - 1] ?? null,
    };
  }

  #bucket(key: string, hour: number): Bucket {
    let hours = this.#buckets.get(key);
    if (hours === undefined) {
      hours = new Map();
      this.#buckets.set(key, hours);
    }
    let bucket = hours.get(hour);
    if (bucket === undefined) {
      bucket = { count: 0, delivered: 0, latencies: [] };
      hours.set(hour, bucket);
    }
    return bucket;
  }
}
