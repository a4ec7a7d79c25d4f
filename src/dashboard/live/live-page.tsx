import { Activity, Pause, Play, Send } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useClient } from "urql";
import type { CombinedError } from "urql";
import { countryName } from "../app/format.js";
import { Bones, ErrorNotice, Guarded, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { usePageSearch } from "../app/use-search.js";
import { Select } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { openEventStream, type StreamState } from "./event-stream.js";
import {
  type Channel,
  type EventFilter,
  RecentSendsDocument,
  type RecentSendsQuery,
  type SendStatus,
} from "./live.generated.js";
import { liveWords } from "./live.words.js";
import { LiveStore } from "./live-store.js";
import { Stream } from "./stream.js";
import { TrySheet } from "./try-sheet.js";
import "./live.css";

type Search = Readonly<Record<string, string | undefined>>;

const statuses = ["QUEUED", "SENDING", "SENT", "DELIVERED", "READ", "FAILED", "BLOCKED"] as const;
const channels = ["SMS", "WHATSAPP", "EMAIL", "VOICE", "MISSED_CALL", "TELEGRAM"] as const;

/** Sends as they happen. */
export function LivePage() {
  return (
    <Guarded>
      <LiveSends />
    </Guarded>
  );
}

function LiveSends() {
  const t = useWords(liveWords);
  const { can } = useSession();
  const [search, change] = usePageSearch();
  const [isTrying, setTrying] = useState(false);
  const [isPaused, setPaused] = useState(false);
  const stream = useStream(search);
  const view = useSyncExternalStore(stream.store.subscribe, stream.store.view);
  const pause = (next: boolean) => {
    setPaused(next);
    stream.store.pause(next);
  };
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          can("SEND") && (
            <button type="button" className="btn primary" onClick={() => setTrying(true)}>
              <Send size={15} aria-hidden="true" /> {t("tryIt")}
            </button>
          )
        }
      >
        {t("intro")}
      </PageHead>
      <div className="live-bar">
        <Filters search={search} facts={stream.facts} onChange={change} />
        <span className="grow" />
        <StreamSign state={stream.state} />
        <button type="button" className="btn" onClick={() => pause(!isPaused)}>
          {isPaused ? <Play size={15} /> : <Pause size={15} />}
          {isPaused ? t("goOn") : t("pause")}
          {view.waiting > 0 && (
            <span className="pill info num">{t("waiting", { count: view.waiting })}</span>
          )}
        </button>
      </div>
      {stream.error !== null ? (
        <div className="card">
          <ErrorNotice error={stream.error} />
        </div>
      ) : stream.facts === null ? (
        <div className="card">
          <Bones rows={10} height={24} />
        </div>
      ) : view.lines.length === 0 ? (
        <div className="card">
          <Notice Icon={Activity} title={t("empty")}>
            <p>{t("emptyMore")}</p>
          </Notice>
        </div>
      ) : (
        <Stream lines={view.lines} />
      )}
      {isTrying && stream.facts !== null && (
        <TrySheet plans={stream.facts.plans.nodes} onClose={() => setTrying(false)} />
      )}
    </>
  );
}

function StreamSign({ state }: { readonly state: StreamState }) {
  const t = useWords(liveWords);
  const tone = state === "live" ? "live" : state === "lost" ? "bad" : "warn";
  return (
    <span className="row small soft" role="status">
      <span className={`dot ${tone}`} aria-hidden="true" />
      {t(state)}
    </span>
  );
}

const retryMs = 2_000;

/** The stream under the filters of the address, opened anew when they change. */
function useStream(search: Search) {
  const client = useClient();
  const { api } = useSession();
  const [store] = useState(() => new LiveStore());
  const [state, setState] = useState<StreamState>("connecting");
  const [facts, setFacts] = useState<RecentSendsQuery | null>(null);
  const [error, setError] = useState<CombinedError | null>(null);
  const [round, setRound] = useState(0);
  const key = JSON.stringify(filterOf(search));
  useEffect(() => {
    const filter = JSON.parse(key) as EventFilter;
    let close: (() => void) | null = null;
    let isOver = false;
    const anew = () => setRound((before) => before + 1);
    // First what there was, then the stream behind it: nothing can fall between the two.
    void client
      .query(RecentSendsDocument, { first: 100, filter }, { requestPolicy: "network-only" })
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
        setFacts(answer.data);
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
  return { store, state, facts, error };
}

function filterOf(search: Search) {
  const { plan, country, channel, status } = search;
  return {
    ...(plan ? { planId: plan } : {}),
    ...(country ? { countries: [country] } : {}),
    ...(channel ? { channels: [channel as Channel] } : {}),
    ...(status ? { statuses: [status as SendStatus] } : {}),
  };
}

interface FiltersProps {
  readonly search: Search;
  readonly facts: RecentSendsQuery | null;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
}

function Filters({ search, facts, onChange }: FiltersProps) {
  const t = useWords(liveWords);
  const say = useEnumWords();
  const countries = new Set(facts?.vendors.nodes.flatMap((vendor) => vendor.countries));
  return (
    <>
      <Select
        label={t("plan")}
        isBare
        value={search["plan"] ?? ""}
        options={[
          ["", t("anyPlan")],
          ...(facts?.plans.nodes.map(({ id, name }) => [id, name] as const) ?? []),
        ]}
        onChange={(plan) => onChange({ plan })}
      />
      <Select
        label={t("country")}
        isBare
        value={search["country"] ?? ""}
        options={[
          ["", t("anyCountry")],
          ...[...countries].map((code) => [code, countryName(code)] as const),
        ]}
        onChange={(country) => onChange({ country })}
      />
      <Select
        label={t("channel")}
        isBare
        value={search["channel"] ?? ""}
        options={[["", t("anyChannel")], ...channels.map((one) => [one, say(one)] as const)]}
        onChange={(channel) => onChange({ channel })}
      />
      <Select
        label={t("status")}
        isBare
        value={search["status"] ?? ""}
        options={[["", t("anyStatus")], ...statuses.map((one) => [one, say(one)] as const)]}
        onChange={(status) => onChange({ status })}
      />
    </>
  );
}
