import { setTimeout as sleep } from "node:timers/promises";
import type { VerifiedCode } from "../../flow/verified-code.js";
import { withinTime } from "./within-time.js";

/** What telling vendors of codes needs. */
export interface TypedCodesPorts {
  /** Whether an account can be told now: "gone" when it never can be again. */
  stateOf(code: VerifiedCode): Promise<"open" | "paused" | "gone">;
  /** Opens the code and tells its vendor. May hang or throw. */
  tell(code: VerifiedCode): Promise<"taken" | "refused" | "failed">;
  readonly failed: (error: unknown) => void;
  /** Before each further try; left out: 2 s, 10 s and a minute. */
  readonly pausesMs?: readonly number[];
}

const usualPausesMs = [2_000, 10_000, 60_000];
const waitingMax = 500;

/**
 * Tells vendors the codes that were typed in, where a vendor takes the code itself for proof. A
 * code is not stored any more once it was used, so what is to be told is kept here alone, sealed,
 * for the minute or so that telling takes: a process that dies tells nothing, and beyond 500 at a
 * time nothing is taken on. It is news for the vendor's statistics, and nothing of ours hangs on
 * it.
 */
export class TypedCodes {
  readonly #telling = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(private readonly ports: TypedCodesPorts) {}

  /** Begins to tell of a code; does not wait, and never throws. */
  take(code: VerifiedCode): void {
    if (this.#telling.size >= waitingMax || this.#stopping.signal.aborted) {
      return;
    }
    const telling = this.#tell(code)
      .catch(this.ports.failed)
      .finally(() => this.#telling.delete(telling));
    this.#telling.add(telling);
  }

  /** Tries what waits once more, and forgets the rest. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#telling);
  }

  async #tell(code: VerifiedCode): Promise<void> {
    const { signal } = this.#stopping;
    const { pausesMs = usualPausesMs } = this.ports;
    for (const pauseMs of [...pausesMs, null]) {
      const isLast = pauseMs === null || signal.aborted;
      if ((await this.#tellOnce(code)) !== "failed" || isLast) {
        return;
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #tellOnce(code: VerifiedCode): Promise<"done" | "failed"> {
    const state = await this.ports.stateOf(code);
    if (state !== "open") {
      return state === "gone" ? "done" : "failed";
    }
    return (await withinTime(this.ports.tell(code))) === "failed" ? "failed" : "done";
  }
}
