import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, SearchX } from "lucide-react";
import { useEffect, useRef } from "react";
import { useQuery, useSubscription } from "urql";
import { clockTime, duration, money } from "../app/format.js";
import { Bones, ErrorNotice, Guarded, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { Status } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { AttemptLanes } from "./attempt-lanes.js";
import { DecisionCard } from "./decision-card.js";
import { Handset } from "./handset.js";
import { SendChangesDocument, SendPageDocument } from "./live.generated.js";
import { liveWords } from "./live.words.js";
import { SendActions } from "./send-actions.js";
import { SendLog } from "./send-log.js";
import type { ShownSend } from "./shown-send.js";
import "./live.css";

/** One send: its attempts over time, why each vendor, what it cost, what happened. */
export function SendPage() {
  return (
    <Guarded>
      <OneSend />
    </Guarded>
  );
}

function OneSend() {
  const t = useWords(liveWords);
  const { id = "" } = useParams({ strict: false });
  const [{ data, error }, read] = useQuery({ query: SendPageDocument, variables: { id } });
  useChanges(id, () => read({ requestPolicy: "network-only" }));
  return (
    <>
      <Link to="/live" className="row small soft">
        <ArrowLeft size={14} aria-hidden="true" /> {t("back")}
      </Link>
      {data === undefined ? (
        error === undefined ? (
          <Bones rows={9} />
        ) : (
          <ErrorNotice error={error} retry={() => read({ requestPolicy: "network-only" })} />
        )
      ) : data.send === null ? (
        <div className="card">
          <Notice Icon={SearchX} title={t("unknown")}>
            <p>{t("unknownMore")}</p>
          </Notice>
        </div>
      ) : (
        <SendView send={data.send} onChanged={() => read({ requestPolicy: "network-only" })} />
      )}
    </>
  );
}

const settleMs = 120;

/** Reads the send anew shortly after anything happened to it; several events make one reading. */
function useChanges(id: string, read: () => void): void {
  const [{ data }] = useSubscription({ query: SendChangesDocument, variables: { sendId: id } });
  const latest = useRef(read);
  latest.current = read;
  const cursor = data?.sendStatus.cursor;
  useEffect(() => {
    if (cursor === undefined) {
      return;
    }
    const timer = setTimeout(() => latest.current(), settleMs);
    return () => clearTimeout(timer);
  }, [cursor]);
}

interface SendViewProps {
  readonly send: ShownSend;
  readonly onChanged: () => void;
}

function SendView({ send, onChanged }: SendViewProps) {
  const t = useWords(liveWords);
  const { demo, can } = useSession();
  const to = send.recipient.phone ?? send.recipient.email ?? "";
  return (
    <>
      <PageHead
        title={to}
        actions={
          <Status value={send.verification === "PENDING" ? send.status : send.verification} />
        }
      >
        {[send.plan.name, send.recipient.network?.name, send.recipient.country]
          .filter(Boolean)
          .join(" · ")}
        {" · "}
        {t("expires", { time: clockTime(send.expiresAt) })}
      </PageHead>
      <div className="send-grid">
        <div className="stack wide">
          <SendFigures send={send} />
          <AttemptLanes send={send} />
          <DecisionCard send={send} />
        </div>
        <div className="send-side">
          {can("SEND") && <SendActions send={send} onChanged={onChanged} />}
          {demo !== null && can("RECIPIENT_READ") && (
            <Handset to={to} since={send.createdAt} until={send.verifiedAt} />
          )}
          <SendLog send={send} />
        </div>
      </div>
    </>
  );
}

function SendFigures({ send }: { readonly send: ShownSend }) {
  const t = useWords(liveWords);
  const held = Number(send.costHeld?.amount ?? 0) > 0;
  const figures = [
    [t("deliveredIn"), duration(send.timeToDeliverMs), ""],
    [t("verifiedIn"), duration(send.timeToVerifyMs), ""],
    [t("attempts"), String(send.attempts.length), ""],
    [
      t("cost"),
      money(send.cost, "price"),
      held ? `+ ${money(send.costHeld, "price")} ${t("held")}` : "",
    ],
  ] as const;
  return (
    <div className="figures">
      {figures.map(([label, value, note]) => (
        <div key={label} className="figure">
          <span className="label">{label}</span>
          <span className="value">{value}</span>
          {note !== "" && <span className="note num">{note}</span>}
        </div>
      ))}
    </div>
  );
}
