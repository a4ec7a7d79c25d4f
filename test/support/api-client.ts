import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { until } from "./until.js";

/** A running server as another program sees it. */
export class ApiClient {
  constructor(
    /** Without a path. */
    readonly url: string,
    readonly secret: string | null,
  ) {}

  /** The data of one operation over HTTP; throws with the answer when it holds errors. */
  async ask<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(this.secret === null ? {} : { authorization: `Bearer ${this.secret}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data: T; errors?: unknown };
    if (body.errors !== undefined) {
      throw new Error(`${response.status}: ${JSON.stringify(body.errors)}`);
    }
    return body.data;
  }

  /** A subscription on a connection of its own, which is not opened again when it breaks. */
  follow<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): LiveStream<T> {
    return new LiveStream<T>(this.url, this.secret, query, variables);
  }
}

/** What a subscription has brought so far. */
export class LiveStream<T> {
  /** The values of the subscription's one field. */
  readonly values: T[] = [];
  readonly opened: Promise<void>;
  #state: "open" | "complete" | "broken" = "open";
  #error: unknown = null;
  readonly #cut: () => void;

  constructor(
    url: string,
    secret: string | null,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ) {
    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: true,
      connectionParams: secret === null ? {} : { authorization: `Bearer ${secret}` },
    });
    this.opened = new Promise((resolve) => client.on("connected", () => resolve()));
    this.#cut = () => client.terminate();
    client.subscribe<Record<string, T>>(
      { query, variables: { ...variables } },
      {
        next: ({ data, errors }) => {
          if (errors !== undefined) {
            this.#error = errors;
          }
          this.values.push(...Object.values(data ?? {}));
        },
        error: (error) => {
          this.#state = "broken";
          this.#error ??= error;
        },
        complete: () => {
          this.#state = "complete";
        },
      },
    );
  }

  /** Waits for a value. */
  async seen(what: string, is: (value: T) => boolean, timeoutMs = 30_000): Promise<T> {
    return until(
      `${what} arrives; there are ${JSON.stringify(this.values)}`,
      () => {
        if (this.#state === "broken") {
          throw new Error(`the subscription broke: ${JSON.stringify(this.#error)}`);
        }
        return this.values.find(is) as NonNullable<Exclude<T, false>> | undefined;
      },
      timeoutMs,
    ) as Promise<T>;
  }

  async completed(timeoutMs = 10_000): Promise<void> {
    await until("the subscription completes", () => this.#state === "complete", timeoutMs);
  }

  /** The connection goes as when a cable is pulled. */
  cut(): void {
    this.#cut();
  }
}
