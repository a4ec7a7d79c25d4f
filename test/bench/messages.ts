/** What the processes of the bench tell each other. */

/** A tenant that the load sends for. */
export interface BenchTenant {
  readonly id: string;
  readonly key: string;
}

/** What the server process answers when it is up. */
export interface ServerReady {
  readonly url: string;
  readonly tenants: readonly BenchTenant[];
  readonly operatorKey: string;
  readonly dataDir: string;
  /** The embedded database's socket folder. */
  readonly socket: string;
}

/** One stretch of load. */
export type LoadOrder =
  | {
      /**
       * As many sends as the server carries,
       * a fixed number under way from request to SEND_DELIVERED.
       */
      readonly kind: "carry";
      readonly underWay: number;
      readonly warmSec: number;
      readonly sec: number;
    }
  | {
      /** As many requests as the server answers that do nothing. */
      readonly kind: "noop";
      readonly underWay: number;
      readonly warmSec: number;
      readonly sec: number;
    }
  | {
      /** Sends that no receipt will come for, one after another: they wait. */
      readonly kind: "silent";
      readonly count: number;
    }
  | {
      /** Requests at a fixed rate, whether or not the earlier ones were answered. */
      readonly kind: "rate";
      readonly what: "send" | "noop";
      readonly perSecond: number;
      readonly warmSec: number;
      readonly sec: number;
    };

/** What a stretch of load came to. Milliseconds. */
export interface LoadResult {
  /** Sends that the subscriber saw delivered, or requests answered, per second. */
  readonly perSecond: number;
  /**
   * All of it that ended well, warming up and running out included:
   * what the processes' work is divided by.
   */
  readonly ended: number;
  readonly request: Latency;
  /** From the answer to the request to SEND_DELIVERED at the subscriber; null for a no-op. */
  readonly seen: Latency | null;
  readonly failures: number;
  /** The first failure, in words. */
  readonly failure: string | null;
  /** Sends still on their way when the stretch ended and was given time to finish. */
  readonly lost: number;
}

export interface Latency {
  readonly p50: number;
  readonly p99: number;
}
