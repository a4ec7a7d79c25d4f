import type { OtpClient } from "./otp-client.js";
import { TokenEnded } from "./otp-client.js";
import { isFinal, type Look, type Progress } from "./progress.js";
import { openSocket } from "./progress-socket.js";
import { retryMs } from "./retry-ms.js";

export interface Hears {
  readonly onProgress: (progress: Progress) => void;
  readonly onLook: (look: Look) => void;
  readonly onLost: (isLost: boolean) => void;
  /** The token is not, or no longer, good. */
  readonly onTokenEnded: () => void;
}

const pollMs = 2_000;

/**
 * Follows the send over a WebSocket, behind the last cursor after a lost connection; while none is
 * open, by asking. Returns how to stop.
 */
export function followSend(
  endpoint: URL,
  token: string,
  client: OtpClient,
  hears: Hears,
): () => void {
  const following = new Following(endpoint, token, client, hears);
  following.start();
  return () => following.stop();
}

class Following {
  #cursor: string | null = null;
  #channel: string | null = null;
  #isOver = false;
  #isLive = false;
  #failures = 0;
  #socket: WebSocket | null = null;
  #pollTimer: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly endpoint: URL,
    private readonly token: string,
    private readonly client: OtpClient,
    private readonly hears: Hears,
  ) {}

  start(): void {
    addEventListener("online", this.#hurry);
    void this.#poll().then(() => {
      if (!this.#isOver) {
        this.#connect();
      }
    });
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#pollTimer);
    clearTimeout(this.#retryTimer);
    removeEventListener("online", this.#hurry);
    this.#socket?.close();
  }

  /** The network is back: nobody should wait for the next try. */
  readonly #hurry = (): void => {
    if (!this.#isLive && !this.#isOver) {
      clearTimeout(this.#retryTimer);
      this.#connect();
    }
  };

  #heard(progress: Progress): void {
    this.#cursor = progress.cursor;
    this.hears.onLost(false);
    this.hears.onProgress(progress);
    if (isFinal(progress)) {
      this.stop();
    } else if (progress.channel !== this.#channel) {
      this.#channel = progress.channel;
      // The address may be another one now.
      void this.#look();
    }
  }

  async #look(): Promise<void> {
    try {
      const read = await this.client.readProgress();
      if (this.#isOver) {
        return;
      }
      this.hears.onLook(read);
      this.#channel = read.channel;
      if (!this.#isLive) {
        this.#heard(read);
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (this.#isOver) {
      return;
    }
    if (error instanceof TokenEnded) {
      this.stop();
      this.hears.onTokenEnded();
    } else if (!this.#isLive) {
      this.hears.onLost(true);
    }
  }

  async #poll(): Promise<void> {
    await this.#look();
    if (!this.#isOver && !this.#isLive) {
      clearTimeout(this.#pollTimer);
      const waitMs = Math.max(pollMs, retryMs(this.#failures) / 2);
      this.#pollTimer = setTimeout(() => void this.#poll(), waitMs);
    }
  }

  #connect(): void {
    const own = openSocket(this.endpoint, this.token, () => this.#cursor, {
      onOpen: () => {
        this.#isLive = true;
        this.#failures = 0;
        clearTimeout(this.#pollTimer);
        this.hears.onLost(false);
      },
      onProgress: (progress) => this.#heard(progress),
      onRefused: () => {
        this.#cursor = null;
      },
      onClosed: () => {
        if (!this.#isOver && this.#socket === own) {
          this.#closed();
        }
      },
    });
    this.#socket = own;
  }

  #closed(): void {
    this.#failures += 1;
    if (this.#isLive) {
      this.#isLive = false;
      void this.#poll();
    }
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#connect(), retryMs(this.#failures));
  }
}
