import { Activity, Pause, Play, Send } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { countryName } from "../app/format.js";
import { Bones, ErrorNotice, Guarded, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { type PlanName, usePlanNames, useVendorNames } from "../app/use-names.js";
import { usePageSearch } from "../app/use-search.js";
import { Select } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import type { StreamState } from "./event-stream.js";
import { liveWords } from "./live.words.js";
import { Stream } from "./stream.js";
import { TrySheet } from "./try-sheet.js";
import { type LiveSearch, useStream } from "./use-stream.js";
import "./live.css";

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
  const plans = usePlanNames();
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
        <Filters search={search} plans={plans} onChange={change} />
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
      ) : !stream.isRead ? (
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
        <Stream lines={view.lines} older={stream.older} />
      )}
      {isTrying && <TrySheet plans={plans} onClose={() => setTrying(false)} />}
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

interface FiltersProps {
  readonly search: LiveSearch;
  readonly plans: readonly PlanName[];
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
}

function Filters({ search, plans, onChange }: FiltersProps) {
  const t = useWords(liveWords);
  const say = useEnumWords();
  const countries = new Set(useVendorNames().flatMap((vendor) => vendor.countries));
  return (
    <>
      <Select
        label={t("plan")}
        isBare
        value={search["plan"] ?? ""}
        options={[["", t("anyPlan")], ...plans.map(({ id, name }) => [id, name] as const)]}
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
