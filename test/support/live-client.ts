import { createClient } from "graphql-ws";
import WebSocket from "ws";

/** What a subscriber has seen so far. */
export interface Seen {
  readonly results: {
    data?: Record<string, Record<string, unknown>> | null | undefined;
    errors?: unknown;
  }[];
  readonly pings: unknown[];
  closed: { code: number; reason: string } | null;
  isComplete: boolean;
  error: unknown;
  stop: () => void;
}

/** Subscribes over a WebSocket of its own and writes down all that comes. */
export function followAt(
  url: string,
  secret: string | null,
  query: string,
  variables: Record<string, unknown> = {},
  locale = "en",
): Seen {
  const seen: Seen = {
    results: [],
    pings: [],
    closed: null,
    isComplete: false,
    error: null,
    stop: () => {},
  };
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: {
      "Accept-Language": locale,
      ...(secret === null ? {} : { Authorization: `Bearer ${secret}` }),
    },
    on: {
      ping: (_received, payload) => void seen.pings.push(payload),
      closed: (event) => {
        const { code, reason } = event as { code: number; reason: string };
        seen.closed = { code, reason };
      },
    },
  });
  const unsubscribe = client.subscribe<Record<string, Record<string, unknown>>>(
    { query, variables },
    {
      next: (result) => void seen.results.push(result),
      error: (error) => {
        seen.error = error;
      },
      complete: () => {
        seen.isComplete = true;
      },
    },
  );
  seen.stop = () => {
    unsubscribe();
    void client.dispose();
  };
  return seen;
}
