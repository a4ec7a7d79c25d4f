import { useEffect, useSyncExternalStore } from "react";
import { useClient } from "urql";
import type { Client, CombinedError } from "urql";
import { PlatformDocument, type PlatformQuery } from "./operator.generated.js";

export type Platform = PlatformQuery["platform"];

interface Seen {
  /** The latest last; at most five minutes. */
  readonly samples: readonly Platform[];
  /** Why the latest look failed; null = it did not. */
  readonly error: CombinedError | null;
}

const everyMs = 2_000;
const samplesMax = 150;
const nothing: Seen = { samples: [], error: null };

let seen = nothing;
let of: Client | null = null;
const listeners = new Set<() => void>();

function tell(next: Seen): void {
  seen = next;
  for (const listener of listeners) {
    listener();
  }
}

async function look(client: Client): Promise<void> {
  const { data, error } = await client
    .query(PlatformDocument, {}, { requestPolicy: "network-only" })
    .toPromise();
  if (of === client) {
    const samples = data === undefined ? seen.samples : [...seen.samples, data.platform];
    tell({ samples: samples.slice(-samplesMax), error: error ?? null });
  }
}

/** How the platform is, asked while somebody looks; what was seen stays while one is signed in. */
export function usePlatform(): Seen {
  const client = useClient();
  useEffect(() => {
    if (of !== client) {
      of = client;
      tell(nothing);
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const again = async (): Promise<void> => {
      if (document.visibilityState === "visible") {
        await look(client);
      }
      if (!isOver) {
        timer = setTimeout(() => void again(), everyMs);
      }
    };
    void again();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client]);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => seen,
  );
}
