import { duration, money, percent } from "../app/format.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { liveWords } from "./live.words.js";
import type { ShownAttempt, ShownSend } from "./shown-send.js";

/** Why each attempt went where it went: who could be taken, how likely each was, at what price. */
export function DecisionCard({ send }: { readonly send: ShownSend }) {
  return (
    <section className="card card-body">
      {send.attempts.map((attempt) => (
        <Decision key={attempt.id} attempt={attempt} />
      ))}
    </section>
  );
}

function Decision({ attempt }: { readonly attempt: ShownAttempt }) {
  const t = useWords(liveWords);
  const say = useEnumWords();
  const { decision } = attempt;
  const usable = decision.candidates.filter(({ skippedBecause }) => skippedBecause === null);
  const skipped = decision.candidates.filter(({ skippedBecause }) => skippedBecause !== null);
  return (
    <div className="decision">
      <div className="spread">
        <h2>{t("decision", { vendor: attempt.vendor.name })}</h2>
        <span className="pill">
          {t("attempt", { number: attempt.number })} · {say(decision.strategy)}
        </span>
      </div>
      <p className="soft small">{decision.reason}</p>
      <div>
        {usable.map((candidate) => {
          const share = candidate.probability ?? (candidate.chosen ? decision.propensity : 0);
          return (
            <div
              key={`${candidate.vendor.slug} ${candidate.channel}`}
              className={candidate.chosen ? "candidate chosen" : "candidate"}
            >
              <span className="ellipsis">{candidate.vendor.name}</span>
              <svg aria-hidden="true">
                <rect className="track" width="100%" height="8" rx="4" />
                <rect className="part" width={`${share * 100}%`} height="8" rx="4" />
              </svg>
              <span className="num right">{percent(share, 0)}</span>
              <span className="num right soft" title={evidenceOf(candidate.evidenceCount)}>
                {money(candidate.price, "price")}
              </span>
            </div>
          );
        })}
      </div>
      {skipped.length > 0 && (
        <p className="tiny faint">
          {t("skipped")}:{" "}
          {skipped
            .map(({ vendor, skippedBecause }) => `${vendor.name} (${skippedBecause})`)
            .join(", ")}
        </p>
      )}
      <p className="tiny faint">
        {t("waits", { time: duration(decision.waitMs), why: decision.waitReason })}
      </p>
    </div>
  );

  function evidenceOf(count: number | null): string {
    return count === null ? "" : t("measured", { count });
  }
}
