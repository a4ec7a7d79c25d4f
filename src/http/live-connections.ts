import type { Bus } from "../flow/tail.js";
import type { Identify, Identity } from "./identify.js";

/** Close codes beyond those of the graphql-ws protocol's own faults. */
export const closeCodes = { unauthenticated: 4401, forbidden: 4403, shutdown: 1001 } as const;

/** One signed-in WebSocket. */
export interface SignedIn {
  readonly identity: Identity;
  readonly secret: string;
  close(code: number, reason: string): void;
}

const checkMs = 1_000;

/**
 * Closes connections whose key was revoked or has run out: at once when told, and by asking again
 * every second, because a hint may get lost.
 */
export class LiveConnections {
  readonly #open = new Set<SignedIn>();
  readonly #unsubscribe: () => void;
  readonly #timer: NodeJS.Timeout;
  #isChecking = false;

  constructor(
    bus: Bus,
    private readonly identify: Identify,
    private readonly now: () => Date,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#unsubscribe = bus.subscribe("keys", (keyIds) => this.#revoke(keyIds));
    this.#timer = setInterval(() => void this.#check(), checkMs);
    this.#timer.unref();
  }

  add(connection: SignedIn): void {
    this.#open.add(connection);
  }

  remove(connection: SignedIn): void {
    this.#open.delete(connection);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#unsubscribe();
  }

  #revoke(keyIds: readonly string[]): void {
    for (const connection of this.#open) {
      const { viewer } = connection.identity;
      if (viewer.kind === "key" && keyIds.includes(viewer.keyId)) {
        connection.close(closeCodes.unauthenticated, "Key revoked");
      }
    }
  }

  /** One question per secret, however many connections it opened. */
  async #check(): Promise<void> {
    if (this.#isChecking) {
      return;
    }
    this.#isChecking = true;
    try {
      const bySecret = Map.groupBy(this.#open, (connection) => connection.secret);
      for (const [secret, connections] of bySecret) {
        if ((await this.identify(secret, this.now())) === null) {
          for (const connection of connections) {
            connection.close(closeCodes.unauthenticated, "Key revoked or expired");
          }
        }
      }
    } catch (error) {
      this.onError(error);
    } finally {
      this.#isChecking = false;
    }
  }
}
