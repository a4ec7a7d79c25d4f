import { useEffect, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { useSession } from "../app/session.js";
import { openEventStream, type StreamState } from "./event-stream.js";
import {
  type Channel,
  type EventFilter,
  RecentSendsDocument,
  type RecentSendsQuery,
  type SendStatus,
} from "./live.generated.js";
import { LiveStore } from "./live-store.js";

export type LiveSearch = Readonly<Record<string, string | undefined>>;

type PageEnd = RecentSendsQuery["sends"]["pageInfo"];

/** The way to sends from before the last row. */
export interface Older {
  readonly isReading: boolean;
  readonly read: () => void;
}

interface LiveStream {
  readonly store: LiveStore;
  readonly state: StreamState;
  /** What there was before the stream is there. */
  readonly isRead: boolean;
  readonly error: CombinedError | null;
  /** Null = the last row is the first send. */
  readonly older: Older | null;
}

const pageRows = 100;
const retryMs = 2_000;

/** The stream under the filters of the address, opened anew when they change. */
export function useStream(search: LiveSearch): LiveStream {
  const client = useClient();
  const { api } = useSession();
  const [store] = useState(() => new LiveStore());
  const [state, setState] = useState<StreamState>("connecting");
  const [end, setEnd] = useState<PageEnd | null>(null);
  const [isReading, setReading] = useState(false);
  const [error, setError] = useState<CombinedError | null>(null);
  const [round, setRound] = useState(0);
  const key = JSON.stringify(filterOf(search));
  const latestKey = useRef(key);
  useEffect(() => {
    const filter = JSON.parse(key) as EventFilter;
    latestKey.current = key;
    let close: (() => void) | null = null;
    let isOver = false;
    const anew = () => setRound((before) => before + 1);
    // First what there was, then the stream behind it: nothing can fall between the two.
    void client
      .query(RecentSendsDocument, { first: pageRows, filter }, { requestPolicy: "network-only" })
      .toPromise()
      .then((answer) => {
        if (isOver) {
          return;
        }
        if (!answer.data) {
          setState("lost");
          setError(answer.error ?? null);
          const retry = setTimeout(anew, retryMs);
          close = () => clearTimeout(retry);
          return;
        }
        setError(null);
        store.reset(answer.data.sends.nodes);
        setEnd(answer.data.sends.pageInfo);
        const after = answer.data.latest.nodes[0]?.events.nodes.at(-1)?.cursor ?? null;
        close = openEventStream(
          api.liveParams,
          { filter, after },
          {
            onEvent: (event) => store.take(event),
            onState: setState,
            onCaughtUp: (connection, missed) => store.mark(`mark-${connection}`, missed),
            onAnew: anew,
          },
        );
      });
    return () => {
      isOver = true;
      close?.();
    };
  }, [api, client, key, round, store]);
  const readOlder = async (after: string) => {
    setReading(true);
    const filter = JSON.parse(key) as EventFilter;
    const answer = await client
      .query(RecentSendsDocument, { first: pageRows, filter, after })
      .toPromise();
    setReading(false);
    // Meanwhile it may have been opened anew, under other filters.
    if (answer.data && latestKey.current === key) {
      store.append(answer.data.sends.nodes);
      setEnd(answer.data.sends.pageInfo);
    }
  };
  const after = end?.hasNextPage === true ? end.endCursor : null;
  const older = after === null ? null : { isReading, read: () => void readOlder(after) };
  return { store, state, isRead: end !== null, error, older };
}

function filterOf(search: LiveSearch) {
  const { plan, country, channel, status } = search;
  return {
    ...(plan ? { planId: plan } : {}),
    ...(country ? { countries: [country] } : {}),
    ...(channel ? { channels: [channel as Channel] } : {}),
    ...(status ? { statuses: [status as SendStatus] } : {}),
  };
}
