import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { messageOf } from "../app/notices.js";
import { shellWords } from "../app/shell.words.js";
import { useWords } from "../words/use-words.js";
import { inputOf, type PlanDraft } from "./plan-draft.js";
import {
  ReplayPlanDocument,
  type ReplayPlanQuery,
  type ReplayPlanQueryVariables,
} from "./replay.generated.js";

export type Replay = ReplayPlanQuery["replayPlan"];
export type ReplayAsk = ReplayPlanQueryVariables;

export interface ReplayState {
  /** What was last asked for; null = nothing yet. */
  readonly asked: ReplayAsk | null;
  /** The answer to that; null while it is worked on, and when there is none. */
  readonly replay: Replay | null;
  readonly isBusy: boolean;
  /** How long it is being worked on. */
  readonly seconds: number;
  readonly problem: string | null;
  readonly ask: (ask: ReplayAsk) => void;
}

/** What was asked for, by place; kept while the page is left, so that one comes back to it. */
const asks = new Map<string, ReplayAsk>();

/** A replay that is asked for by hand: it takes seconds. @param place where it is shown */
export function useReplay(place: string): ReplayState {
  const offline = useWords(shellWords)("offline");
  const [asked, setAsked] = useState<ReplayAsk | null>(asks.get(place) ?? null);
  const [{ data, error, fetching }, again] = useQuery({
    query: ReplayPlanDocument,
    variables: asked ?? ({} as ReplayAsk),
    pause: asked === null,
  });
  const isBusy = asked !== null && fetching;
  const isSame = (ask: ReplayAsk) => JSON.stringify(ask) === JSON.stringify(asked);
  return {
    asked,
    replay: isBusy || error !== undefined ? null : (data?.replayPlan ?? null),
    isBusy,
    seconds: useSeconds(isBusy),
    problem: isBusy || error === undefined ? null : messageOf(error, offline),
    ask: (ask) => {
      asks.set(place, ask);
      if (isSame(ask)) {
        again({ requestPolicy: "network-only" });
      }
      setAsked(ask);
    },
  };
}

function useSeconds(isRunning: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!isRunning) {
      return;
    }
    const timer = setInterval(() => setSeconds((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return seconds;
}

const hourMs = 3_600_000;

/** The last days up to this hour. */
export function lastDays(
  days: number,
  now: number,
): { readonly from: string; readonly to: string } {
  const to = Math.floor(now / hourMs) * hourMs;
  return { from: new Date(to - days * 24 * hourMs).toISOString(), to: new Date(to).toISOString() };
}

/** A draft as it is held against what was sent, in one country. */
export function replayInputOf(draft: PlanDraft, country: string): ReplayAsk["input"] {
  return { ...inputOf(draft, ""), key: "draft", name: "Draft", countries: [country] };
}
