import { randomUUID } from "node:crypto";
import type { Bus, BusTopic } from "../flow/tail.js";
import { readBusMessage, writeBusMessages } from "./bus-message.js";
import { type BusListener, Listeners } from "./listeners.js";

/** As much of a pg.Client as listening takes. */
export interface ListenClient {
  connect(): Promise<unknown>;
  query(text: string): Promise<unknown>;
  end(): Promise<unknown>;
  on(event: "notification", listener: (message: { payload?: string | undefined }) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "end", listener: () => void): unknown;
}

export interface PostgresBusParts {
  /** Runs one statement outside of any transaction. */
  readonly query: (text: string, values: unknown[]) => Promise<unknown>;
  /** A new, unconnected client of its own. */
  readonly createClient: () => ListenClient;
  readonly onError: (error: unknown) => void;
  readonly gatherMs?: number;
  readonly reconnectMs?: number;
}

const channel = "sandi_bus";

/**
 * Hints to all processes on one database. Listeners of this process hear at once; the others by
 * NOTIFY, gathered for 20 ms, because NOTIFY makes commits wait for each other. A lost connection
 * only makes others slower.
 */
export class PostgresBus implements Bus {
  readonly #parts: Required<PostgresBusParts>;
  readonly #listeners: Listeners;
  readonly #self = randomUUID();
  #outgoing = new Map<BusTopic, Set<string>>();
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> = Promise.resolve();
  #client: ListenClient | null = null;
  #reconnect: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(parts: PostgresBusParts) {
    this.#parts = { gatherMs: 20, reconnectMs: 500, ...parts };
    this.#listeners = new Listeners(parts.onError);
  }

  /** Begins to listen; resolves when it does. A server that is away is tried again and again. */
  async start(): Promise<void> {
    try {
      await this.#listen();
    } catch (error) {
      this.#lost(error);
    }
  }

  publish(topic: BusTopic, keys: readonly string[]): void {
    this.#listeners.tell(topic, keys, "own");
    const gathered = this.#outgoing.get(topic) ?? new Set();
    for (const key of keys) {
      gathered.add(key);
    }
    this.#outgoing.set(topic, gathered);
    if (this.#timer === null && !this.#isClosed) {
      this.#timer = setTimeout(() => this.#flush(), this.#parts.gatherMs);
    }
  }

  subscribe(topic: BusTopic, listener: BusListener): () => void {
    return this.#listeners.subscribe(topic, listener);
  }

  /** Sends what is gathered, then stops. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#flush();
    }
    if (this.#reconnect !== null) {
      clearTimeout(this.#reconnect);
    }
    await this.#sending;
    await this.#client?.end();
    this.#client = null;
  }

  #flush(): void {
    this.#timer = null;
    const messages = writeBusMessages(this.#self, this.#outgoing);
    this.#outgoing = new Map();
    this.#sending = this.#sending.then(() => this.#notify(messages));
  }

  async #notify(messages: string[]): Promise<void> {
    try {
      await this.#parts.query("select pg_notify($1, m) from unnest($2::text[]) as m", [
        channel,
        messages,
      ]);
    } catch (error) {
      this.#parts.onError(error);
    }
  }

  async #listen(): Promise<void> {
    const client = this.#parts.createClient();
    client.on("notification", (message) => this.#hear(message.payload ?? ""));
    client.on("error", (error) => this.#lost(error, client));
    client.on("end", () => this.#lost(new Error("the listening connection ended"), client));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.#isClosed) {
      await client.end();
      return;
    }
    this.#client = client;
  }

  #hear(payload: string): void {
    const message = readBusMessage(payload);
    if (message === null || message.from === this.#self) {
      return;
    }
    for (const [topic, keys] of message.hints) {
      this.#listeners.tell(topic, keys, "others");
    }
  }

  #lost(error: unknown, client: ListenClient | null = null): void {
    if (
      this.#isClosed ||
      this.#reconnect !== null ||
      (client !== null && client !== this.#client)
    ) {
      return;
    }
    this.#client = null;
    this.#parts.onError(error);
    client?.end().catch(() => undefined);
    this.#reconnect = setTimeout(() => {
      this.#reconnect = null;
      void this.start();
    }, this.#parts.reconnectMs);
  }
}
