import { ArrowRightLeft, CornerDownRight } from "lucide-react";
import { duration, money } from "../app/format.js";
import { scale, ticks } from "../charts/scale.js";
import { useWidth } from "../charts/use-width.js";
import { ChannelName, Status, toneOf } from "../design/names.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { Countdown } from "./countdown.js";
import { liveWords } from "./live.words.js";
import { isOpen, type ShownAttempt, type ShownSend } from "./shown-send.js";
import { useNow } from "./use-now.js";

const ended = new Set(["DELIVERED", "READ", "REJECTED", "UNDELIVERED", "CANCELED"]);

/** Attempts as lanes of one time: what was on its way when, and where the engine moved. */
export function AttemptLanes({ send }: { readonly send: ShownSend }) {
  const t = useWords(liveWords);
  const isMoving = isOpen(send) && send.attempts.some(({ status }) => !ended.has(status));
  const now = useNow(isMoving || (isOpen(send) && send.nextStepAt !== null));
  const start = Date.parse(send.createdAt);
  const end = Math.max(...send.attempts.map((attempt) => endOf(attempt, now)), start + 1_000);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("timeline")}</h2>
        <Countdown send={send} now={now} />
      </div>
      <div className="card-body lanes">
        {send.attempts.map((attempt, index) => (
          <Lane
            key={attempt.id}
            attempt={attempt}
            before={send.attempts[index - 1]}
            span={{ start, end: end + (end - start) * 0.04, now }}
          />
        ))}
        <LaneAxis start={start} end={end + (end - start) * 0.04} />
      </div>
    </section>
  );
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly now: number;
}

interface LaneProps {
  readonly attempt: ShownAttempt;
  readonly before: ShownAttempt | undefined;
  readonly span: Span;
}

function Lane({ attempt, before, span }: LaneProps) {
  const t = useWords(liveWords);
  const [ref, width] = useWidth<HTMLDivElement>(500);
  const x = scale(span.start, span.end, 0, width);
  const begins = x(Date.parse(attempt.createdAt));
  const isMoving = !ended.has(attempt.status) && attempt.status !== "TIMED_OUT";
  const last = endOf(attempt, span.now);
  const deadline =
    attempt.deadlineAt === null ? null : Math.min(width, x(Date.parse(attempt.deadlineAt)));
  const price = attempt.cost ?? attempt.priceInTenantCurrency;
  return (
    <div className={`lane ch-${attempt.channel}`}>
      <div>
        <div className="strong row">{attempt.vendor.name}</div>
        <div className="tiny soft row">
          <ChannelName channel={attempt.channel} />
          <MoveSign attempt={attempt} before={before} />
        </div>
      </div>
      <div ref={ref} className="lane-way">
        <svg role="img" aria-label={t("attempt", { number: attempt.number })}>
          {ticks(0, span.end - span.start, width / 90).map((ms) => (
            <line
              key={ms}
              className="grid"
              x1={x(span.start + ms)}
              x2={x(span.start + ms)}
              y1="-8"
              y2="48"
            />
          ))}
          {deadline !== null && (
            <rect
              className="wait"
              x={begins}
              y="5"
              width={Math.max(0, deadline - begins)}
              height="16"
              rx="5"
            />
          )}
          <rect
            className={isMoving ? "way open" : hasArrived(attempt) ? "way" : "way lost"}
            x={begins}
            y="9"
            width={Math.max(3, x(last) - begins)}
            height="8"
            rx="4"
          />
          {attempt.receipts.map((receipt) => (
            <circle
              key={`${receipt.status} ${receipt.receivedAt}`}
              className={`receipt end-${toneOf(receipt.status)}`}
              cx={x(Date.parse(receipt.receivedAt))}
              cy="13"
              r={receipt.applied ? 5 : 3}
            >
              <title>{receiptWords(receipt, span.start)}</title>
            </circle>
          ))}
        </svg>
      </div>
      <div className="right">
        <Status value={attempt.status} />
        <div className="tiny faint num">{money(price, "price")}</div>
      </div>
    </div>
  );
}

/** The seconds since the send began, below all lanes. */
function LaneAxis({ start, end }: Pick<Span, "start" | "end">) {
  const [ref, width] = useWidth<HTMLDivElement>(500);
  const x = scale(start, end, 0, width);
  return (
    <div className="lane axis" aria-hidden="true">
      <span />
      <div ref={ref} className="lane-way">
        <svg>
          {ticks(0, end - start, width / 90).map((ms) => (
            <text
              key={ms}
              className="tick"
              x={x(start + ms)}
              y="11"
              textAnchor={ms === 0 ? "start" : "middle"}
            >
              {ms === 0 ? "0" : duration(ms)}
            </text>
          ))}
        </svg>
      </div>
      <span />
    </div>
  );
}

function receiptWords(receipt: ShownAttempt["receipts"][number], start: number): string {
  return `${receipt.vendorStatus}, ${duration(Date.parse(receipt.receivedAt) - start)}`;
}

function MoveSign({ attempt, before }: Pick<LaneProps, "attempt" | "before">) {
  const t = useWords(liveWords);
  const say = useEnumWords();
  if (before === undefined) {
    return null;
  }
  const isFailover = before.channel !== attempt.channel;
  const Icon = isFailover ? CornerDownRight : ArrowRightLeft;
  const why = before.failureClass === null ? say(before.status) : say(before.failureClass);
  return (
    <span className="row" title={why}>
      <Icon size={12} aria-hidden="true" /> {t(isFailover ? "failover" : "autoSwitch")}
    </span>
  );
}

function hasArrived({ status }: ShownAttempt): boolean {
  return status === "DELIVERED" || status === "READ";
}

/** When an attempt ended, or now while it has not. */
function endOf(attempt: ShownAttempt, now: number): number {
  if (attempt.deliveredAt !== null) {
    return Date.parse(attempt.readAt ?? attempt.deliveredAt);
  }
  const receipt = attempt.receipts.at(-1)?.receivedAt;
  if (ended.has(attempt.status)) {
    return Date.parse(receipt ?? attempt.submittedAt ?? attempt.createdAt);
  }
  const deadline = attempt.deadlineAt === null ? now : Date.parse(attempt.deadlineAt);
  return attempt.status === "TIMED_OUT" ? deadline : Math.min(now, deadline);
}
