import { Link } from "@tanstack/react-router";
import { ArrowUp, Check, ChevronDown, Minus, X } from "lucide-react";
import { memo, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { count, money, recently } from "../app/format.js";
import { Status } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { liveWords } from "./live.words.js";
import type { AttemptMark, Line, LiveRow } from "./live-store.js";
import type { Older } from "./use-stream.js";

const rowHeight = 46;
/** Rows are drawn some ahead of the edge, and anew only when it has moved by a few. */
const spare = 8;
const stride = 4;

interface StreamProps {
  readonly lines: readonly Line[];
  /** Null = there is nothing before the last row. */
  readonly older: Older | null;
}

/** Only the rows that are on the screen are drawn, so ten thousand cost as much as twenty. */
export function Stream({ lines, older }: StreamProps) {
  const t = useWords(liveWords);
  const box = useRef<HTMLDivElement>(null);
  const [edge, setEdge] = useState(0);
  const height = useHeight(box);
  useStandStill(box, lines);
  const first = Math.max(0, edge - spare);
  const last = edge + stride + Math.ceil(height / rowHeight) + spare;
  return (
    <div className="card stream-card">
      <div className="stream-head" aria-hidden="true">
        <span>{t("time")}</span>
        <span>{t("recipient")}</span>
        <span>{t("plan")}</span>
        <span>{t("attempts")}</span>
        <span>{t("status")}</span>
        <span>{t("latest")}</span>
        <span className="right">{t("cost")}</span>
      </div>
      <div
        ref={box}
        className="stream"
        tabIndex={0}
        role="region"
        aria-label={t("title")}
        onScroll={({ currentTarget: { scrollTop } }) =>
          setEdge(Math.floor(scrollTop / rowHeight / stride) * stride)
        }
      >
        <div style={{ height: lines.length * rowHeight }}>
          <div className="stream-rows" style={{ transform: `translateY(${first * rowHeight}px)` }}>
            {lines.slice(first, last).map((line) => (
              <StreamLine key={line.id} line={line} />
            ))}
          </div>
        </div>
        {older !== null && (
          <div className="more-rows">
            <span className="small faint num">
              {t("shownSends", { count: count(lines.length) })}
            </span>
            <button
              type="button"
              className="btn"
              disabled={older.isReading}
              aria-busy={older.isReading}
              onClick={older.read}
            >
              <ChevronDown size={14} aria-hidden="true" /> {t("olderSends")}
            </button>
          </div>
        )}
      </div>
      {edge > 0 && (
        <button
          type="button"
          className="btn to-newest"
          onClick={() => box.current?.scrollTo({ top: 0 })}
        >
          <ArrowUp size={14} aria-hidden="true" /> {t("newest")}
        </button>
      )}
    </div>
  );
}

function useHeight(box: RefObject<HTMLDivElement | null>): number {
  const [height, setHeight] = useState(600);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) {
      return;
    }
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return height;
}

/** What is being read stays where it is while new rows come in above it. */
function useStandStill(box: RefObject<HTMLDivElement | null>, lines: readonly Line[]): void {
  const newest = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const before = newest.current;
    newest.current = lines[0]?.id;
    const element = box.current;
    if (element === null || element.scrollTop < rowHeight || before === undefined) {
      return;
    }
    const added = lines.findIndex(({ id }) => id === before);
    if (added > 0) {
      element.scrollTop += added * rowHeight;
    }
  }, [box, lines]);
}

const StreamLine = memo(function StreamLine({ line }: { readonly line: Line }) {
  const t = useWords(liveWords);
  if (line.kind === "mark") {
    return (
      <div className="stream-mark" role="status">
        {line.missed === 0 ? t("caughtUpNone") : t("caughtUp", { count: line.missed })}
      </div>
    );
  }
  return <StreamRow row={line} />;
});

function StreamRow({ row }: { readonly row: LiveRow }) {
  return (
    <Link to="/live/$id" params={{ id: row.id }} className="stream-row">
      <span className="num faint nowrap when">{recently(row.createdAt)}</span>
      <span className="ellipsis num whom">
        {row.recipient} <span className="faint tiny">{row.country}</span>
      </span>
      <span className="ellipsis soft wide-only">{row.plan}</span>
      <Marks attempts={row.attempts} />
      <Status value={row.verification === "PENDING" ? row.status : row.verification} />
      <span className="ellipsis soft small wide-only">{row.message}</span>
      <span className="right num wide-only">{money(row.cost, "price")}</span>
    </Link>
  );
}

/** One mark for each attempt: its channel by colour, its end by its sign. */
export function Marks({ attempts }: { readonly attempts: readonly AttemptMark[] }) {
  const say = useEnumWords();
  return (
    <span className="marks">
      {attempts.map(({ channel, status, vendor }, index) => {
        const { Icon, kind } = signOf(status);
        const words = `${say(channel)}, ${vendor}: ${say(status)}`;
        return (
          <span
            key={index}
            className={`attempt-mark ch-${channel} ${kind}`}
            role="img"
            aria-label={words}
            title={words}
          >
            {Icon !== null && <Icon size={12} strokeWidth={3} aria-hidden="true" />}
          </span>
        );
      })}
    </span>
  );
}

function signOf(status: string) {
  switch (status) {
    case "DELIVERED":
    case "READ":
      return { Icon: Check, kind: "done" };
    case "REJECTED":
    case "UNDELIVERED":
    case "CANCELED":
      return { Icon: X, kind: "gone" };
    case "TIMED_OUT":
    case "UNKNOWN":
      return { Icon: Minus, kind: "gone" };
    default:
      return { Icon: null, kind: "moving" };
  }
}
