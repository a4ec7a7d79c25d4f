import { CircleAlert, Rewind } from "lucide-react";
import { useState } from "react";
import { count, countryName } from "../app/format.js";
import { WhoHelps } from "../app/notices.js";
import { useSession } from "../app/session.js";
import { useWords } from "../words/use-words.js";
import type { EstimateFragment } from "./estimate.generated.js";
import type { PlanDraft } from "./plan-draft.js";
import { plansWords } from "./plans.words.js";
import { ReplayGaps } from "./replay-gaps.js";
import { ReplayProgress } from "./replay-progress.js";
import { type Outcome, outcomeOf, ReplayTable } from "./replay-table.js";
import { isComplete } from "./use-estimate.js";
import { lastDays, type Replay, replayInputOf, useReplay } from "./use-replay.js";

interface ReplayCardProps {
  readonly draft: PlanDraft;
  /** Names the plan among those that are replayed. */
  readonly place: string;
  readonly country: string;
  /** What the estimate says of the same country, to be held against it; null = there is none. */
  readonly estimate: EstimateFragment | null;
}

const days = 7;

/** What the plan would have done with what was really sent in the last 7 days. */
export function ReplayCard({ draft, place, country, estimate }: ReplayCardProps) {
  const t = useWords(plansWords);
  const { can, viewer } = useSession();
  const [range] = useState(() => lastDays(days, Date.now()));
  const state = useReplay(place);
  const input = replayInputOf(draft, country);
  const { asked, replay, isBusy, problem, seconds } = state;
  const isOld = asked !== null && JSON.stringify(asked.input) !== JSON.stringify(input);
  const currency = viewer.tenant?.currency ?? "USD";
  return (
    <section className="card" aria-busy={isBusy}>
      <div className="card-head">
        <div>
          <h2>{t("replay", { days })}</h2>
          <p className="small soft">{t("replayMore", { country: countryName(country) })}</p>
        </div>
        {can("BILLING_READ") && (
          <button
            type="button"
            className="btn"
            disabled={isBusy || !isComplete(draft)}
            onClick={() => state.ask({ input, range })}
          >
            <Rewind size={14} aria-hidden="true" /> {t(asked === null ? "replayGo" : "replayAgain")}
          </button>
        )}
      </div>
      <div className="card-body stack wide">
        {!can("BILLING_READ") ? (
          <p className="small soft">
            {t("replayRight")} <WhoHelps />
          </p>
        ) : isBusy ? (
          <ReplayProgress seconds={seconds} />
        ) : problem !== null ? (
          <p className="banner bad" role="alert">
            <CircleAlert size={15} aria-hidden="true" /> {problem}
          </p>
        ) : replay === null ? (
          <p className="small soft">{t("replayNone")}</p>
        ) : (
          <Answer {...{ replay, estimate, currency, isOld }} />
        )}
      </div>
    </section>
  );
}

interface AnswerProps {
  readonly replay: Replay;
  readonly estimate: EstimateFragment | null;
  readonly currency: string;
  /** The plan was edited since. */
  readonly isOld: boolean;
}

function Answer({ replay, estimate, currency, isOld }: AnswerProps) {
  const t = useWords(plansWords);
  const { actual, candidate, refusedBecause, sendCount, effectiveSampleSize } = replay;
  return (
    <>
      {isOld && <p className="banner warn">{t("replayOld")}</p>}
      {actual === null || candidate === null ? (
        <div className="banner">
          <CircleAlert size={15} aria-hidden="true" />
          <span>
            <b>{t("replayRefused")}</b> {refusedBecause}
          </span>
        </div>
      ) : (
        <ReplayTable
          currency={currency}
          columns={[
            {
              key: "actual",
              name: t("really"),
              className: "series-plain",
              outcome: outcomeOf(actual),
            },
            {
              key: "candidate",
              name: t("replayed"),
              className: "series-accent",
              outcome: outcomeOf(candidate),
            },
            ...(estimate === null
              ? []
              : [
                  {
                    key: "estimate",
                    name: t("estimated"),
                    className: "series-good",
                    outcome: estimatedOutcome(estimate),
                  },
                ]),
          ]}
        />
      )}
      {candidate !== null && <ReplayGaps gaps={replay.leftOut} />}
      <p className="tiny faint num">
        {t(replay.sampledEvery === 1 ? "replayBasis" : "replaySampled", {
          count: count(sendCount),
          every: replay.sampledEvery,
        })}
        {effectiveSampleSize !== null &&
          ` ${t("replayWorth", { count: count(Math.floor(effectiveSampleSize)) })}`}
      </p>
    </>
  );
}

function estimatedOutcome(estimate: EstimateFragment): Outcome {
  const { costPerSend, deliveryRateLow: low, deliveryRateHigh: high } = estimate;
  const alone = (value: number | null) => ({ value, low: null, high: null });
  return {
    success: alone(estimate.successRate),
    delivery: { value: estimate.deliveryRate, low, high },
    cost: alone(costPerSend === null ? null : Number(costPerSend.amount)),
    p95: alone(estimate.timeToDeliverMsP95),
  };
}
