import { Smartphone } from "lucide-react";
import { useEffect, useState } from "react";
import { clockTime } from "../app/format.js";
import { headersFor } from "../app/page-request.js";
import { languageNow } from "../app/preferences.js";
import { useSession } from "../app/session.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { type Arrival, readInbox } from "./demo-market.js";
import { liveWords } from "./live.words.js";

/** Where a click on a message puts its code. */
export const codePicked = "sandi-code-picked";

const askMs = 1_000;

interface HandsetProps {
  readonly to: string;
  readonly since: string;
  /** What arrived later belongs to other sends; null = there is no later yet. */
  readonly until?: string | null;
}

/** The demo's handset: what really arrived, beside what the vendors say. */
export function Handset({ to, since, until = null }: HandsetProps) {
  const t = useWords(liveWords);
  const arrivals = useArrivals(to, since).filter(
    ({ arrivedAt }) => until === null || Date.parse(arrivedAt) <= Date.parse(until),
  );
  return (
    <section className="card">
      <div className="card-head">
        <h2 className="row">
          <Smartphone size={16} aria-hidden="true" /> {t("handset")}
        </h2>
      </div>
      <div className="handset" aria-live="polite">
        {arrivals.length === 0 && <p className="faint small">{t("handsetEmpty")}</p>}
        {arrivals.map((arrival) => (
          <button
            key={`${arrival.arrivedAt} ${arrival.vendor}`}
            type="button"
            className={`bubble ch-${arrival.channel}`}
            onClick={() => pick(arrival.code)}
          >
            <span className="spread tiny faint">
              <ChannelName channel={arrival.channel} />
              <span className="num">{clockTime(arrival.arrivedAt)}</span>
            </span>
            {arrival.text === "" ? (arrival.code ?? "") : arrival.text}
          </button>
        ))}
        <p className="tiny faint">{t("handsetMore")}</p>
      </div>
    </section>
  );
}

function pick(code: string | null): void {
  if (code !== null) {
    window.dispatchEvent(new CustomEvent(codePicked, { detail: code }));
  }
}

function useArrivals(to: string, since: string): readonly Arrival[] {
  const { auth } = useSession();
  const [arrivals, setArrivals] = useState<readonly Arrival[]>([]);
  useEffect(() => {
    let isOver = false;
    const ask = () =>
      void readInbox(headersFor(auth, languageNow()), to)
        .then((all) => {
          const begun = Date.parse(since);
          const own = all.filter(({ arrivedAt }) => Date.parse(arrivedAt) >= begun);
          if (!isOver) {
            setArrivals((known) => (known.length === own.length ? known : own));
          }
        })
        .catch(() => undefined);
    ask();
    const timer = setInterval(ask, askMs);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [auth, to, since]);
  return arrivals;
}
