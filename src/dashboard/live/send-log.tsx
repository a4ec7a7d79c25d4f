import { clockTime } from "../app/format.js";
import { useWords } from "../words/use-words.js";
import { liveWords } from "./live.words.js";
import type { ShownSend } from "./shown-send.js";

/** Every event of a send, in the server's words. */
export function SendLog({ send }: { readonly send: ShownSend }) {
  const t = useWords(liveWords);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("log")}</h2>
      </div>
      <ol className="card-body log">
        {send.events.nodes.map((event) => (
          <li key={event.cursor}>
            <time className="num faint" dateTime={event.at}>
              {clockTime(event.at)}
            </time>
            <span className={`dot ${toneOfEvent(event.type)}`} aria-hidden="true" />
            <span>{event.message}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function toneOfEvent(type: string): string {
  if (/VERIFIED|DELIVERED|READ$/.test(type) && !/UNDELIVERED/.test(type)) {
    return "good";
  }
  if (/REJECTED|UNDELIVERED|FAILED$|REFUSED|BLOCKED|EXHAUSTED|CHECK_FAILED/.test(type)) {
    return "bad";
  }
  return /TIMED_OUT|UNKNOWN|SWITCHED|FAILED_OVER|SKIPPED|CONFLICT/.test(type) ? "warn" : "";
}
