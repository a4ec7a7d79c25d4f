import { type Client, createClient } from "graphql-ws";
import { stringifyDocument } from "urql";
import {
  type EventFilter,
  LiveEventsDocument,
  type LiveEventsSubscription,
} from "./live.generated.js";
import type { LiveEvent } from "./live-store.js";

export type StreamState = "connecting" | "live" | "lost";

export interface EventPlace {
  readonly filter: EventFilter;
  /** The cursor to go on behind; null = from now. */
  readonly after: string | null;
}

interface Hears {
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState: (state: StreamState) => void;
  /**
   * The stream goes on behind the last cursor after it was lost; so many events had happened
   * meanwhile. Told again, with the same number of the connection, when more of them turn up.
   */
  readonly onCaughtUp: (connection: number, missed: number) => void;
  /** It was lost before there was any cursor to go on behind: all has to be read anew. */
  readonly onAnew: () => void;
}

const query = stringifyDocument(LiveEventsDocument);
const firstRetryMs = 400;
const retryMsMax = 8_000;
/** Events that wait in the log come at once: after this much silence they are told of. */
const caughtUpAfterMs = 400;
/** A clock that is far from the server's must not count for ever. */
const countsForMs = 10_000;

/**
 * The log of the tenant over a connection of its own, taken up behind the last cursor whenever it
 * is lost. Returns how to end it.
 */
export function openEventStream(
  params: Readonly<Record<string, string>>,
  { filter, after }: EventPlace,
  hears: Hears,
): () => void {
  let cursor = after;
  let lostAt = 0;
  let connections = 0;
  let isOver = false;
  let client: Client | null = null;
  let retryMs = firstRetryMs;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const connect = (): void => {
    const connection = ++connections;
    const tell = (missed: number) => hears.onCaughtUp(connection, missed);
    const catching = connection > 1 ? catchUp(lostAt, tell) : null;
    let isLost = false;
    let isConnected = false;
    client = openClient(params, {
      onConnected: () => {
        isConnected = true;
        retryMs = firstRetryMs;
        hears.onState("live");
        catching?.isBack();
      },
      onCursor: (moved) => {
        cursor = moved;
      },
    });
    const lost = (): void => {
      // Disposing of the client ends the subscription once more.
      if (isLost) {
        return;
      }
      isLost = true;
      lostAt = connection === 1 || isConnected ? Date.now() : lostAt;
      catching?.stop();
      void client?.dispose();
      if (!isOver) {
        hears.onState("lost");
        retry = setTimeout(() => (cursor === null ? hears.onAnew() : connect()), retryMs);
        retryMs = Math.min(retryMs * 2, retryMsMax);
      }
    };
    client.subscribe<LiveEventsSubscription>(
      { query, variables: { after: cursor, filter } },
      {
        next: ({ data }) => {
          if (data) {
            cursor = data.sendEvents.cursor;
            catching?.take(data.sendEvents);
            hears.onEvent(data.sendEvents);
          }
        },
        error: lost,
        complete: lost,
      },
    );
  };

  hears.onState("connecting");
  connect();
  return () => {
    isOver = true;
    clearTimeout(retry);
    void client?.dispose();
  };
}

interface ConnectionHears {
  readonly onConnected: () => void;
  readonly onCursor: (cursor: string) => void;
}

function openClient(params: Readonly<Record<string, string>>, hears: ConnectionHears): Client {
  return createClient({
    url: `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/graphql`,
    connectionParams: params,
    retryAttempts: 0,
    lazy: true,
    on: {
      connected: hears.onConnected,
      // With a filter that matches nothing the cursor still moves on.
      ping: (_isReceived, payload) => {
        const moved = payload?.["cursor"];
        if (typeof moved === "string") {
          hears.onCursor(moved);
        }
      },
    },
  });
}

/** Counts what happened before the stream was back; what comes late is counted in. */
function catchUp(lostAt: number, tell: (missed: number) => void) {
  let missed = 0;
  let isTold = false;
  let backAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isTold = true;
      tell(missed);
    }, caughtUpAfterMs);
  };
  return {
    isBack() {
      backAt = Date.now();
      rest();
    },
    take(event: LiveEvent) {
      const at = Date.parse(event.at);
      const isMissed = backAt !== null && at >= lostAt && at < backAt;
      if (backAt === null || !isMissed || Date.now() - backAt > countsForMs) {
        return;
      }
      missed += 1;
      if (isTold) {
        tell(missed);
      } else {
        rest();
      }
    },
    stop: () => clearTimeout(timer),
  };
}
