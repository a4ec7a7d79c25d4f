import { type Client, createClient } from "graphql-ws";
import { stringifyDocument } from "urql";
import {
  type EventFilter,
  LiveEventsDocument,
  type LiveEventsSubscription,
} from "./live.generated.js";
import type { LiveEvent } from "./live-store.js";

export type StreamState = "connecting" | "live" | "lost";

interface Hears {
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState: (state: StreamState) => void;
  /** The stream goes on behind the last cursor after it was lost; `missed` events came at once. */
  readonly onCaughtUp: (missed: number) => void;
}

const firstRetryMs = 400;
const retryMsMax = 8_000;
/** Events that wait in the log come at once: this much silence means that they are all here. */
const caughtUpAfterMs = 350;

/**
 * The log of the tenant over a connection of its own, taken up behind the last cursor whenever it
 * is lost. Returns how to end it.
 */
export function openEventStream(
  params: Readonly<Record<string, string>>,
  filter: EventFilter,
  hears: Hears,
): () => void {
  let cursor: string | null = null;
  let isOver = false;
  let client: Client | null = null;
  let retryMs = firstRetryMs;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const connect = (isAgain: boolean): void => {
    const catching = isAgain ? catchUp(hears.onCaughtUp) : null;
    client = createClient({
      url: `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/graphql`,
      connectionParams: params,
      retryAttempts: 0,
      lazy: true,
      on: {
        connected: () => {
          retryMs = firstRetryMs;
          hears.onState("live");
          catching?.touch();
        },
        // With a filter that matches nothing the cursor still moves on.
        ping: (_isReceived, payload) => {
          const moved = payload?.["cursor"];
          cursor = typeof moved === "string" ? moved : cursor;
        },
      },
    });
    const query = stringifyDocument(LiveEventsDocument);
    const lost = (): void => {
      catching?.stop();
      void client?.dispose();
      if (!isOver) {
        hears.onState("lost");
        retry = setTimeout(() => connect(true), retryMs);
        retryMs = Math.min(retryMs * 2, retryMsMax);
      }
    };
    client.subscribe<LiveEventsSubscription>(
      { query, variables: { after: cursor, filter } },
      {
        next: ({ data }) => {
          if (data) {
            cursor = data.sendEvents.cursor;
            catching?.touch();
            catching?.count();
            hears.onEvent(data.sendEvents);
          }
        },
        error: lost,
        complete: lost,
      },
    );
  };

  hears.onState("connecting");
  connect(false);
  return () => {
    isOver = true;
    clearTimeout(retry);
    void client?.dispose();
  };
}

function catchUp(done: (missed: number) => void) {
  let missed = 0;
  let isDone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    touch() {
      if (!isDone) {
        clearTimeout(timer);
        timer = setTimeout(() => {
          isDone = true;
          done(missed);
        }, caughtUpAfterMs);
      }
    },
    count() {
      missed += isDone ? 0 : 1;
    },
    stop() {
      isDone = true;
      clearTimeout(timer);
    },
  };
}
