import { Check } from "lucide-react";
import { useState } from "react";
import { useMutation } from "urql";
import { dayAndTime } from "../app/format.js";
import { type Refusal, refusalsOf } from "../app/refusals.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { Status, toneOf } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { type AlertFactsFragment, SeenAlertDocument } from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";
import { NextStep } from "./next-step.js";

const watchers = ["PLAN_WRITE", "BILLING_WRITE", "OPERATE"] as const;

/** One alert: what it is, what to do next, and whether somebody has seen it. */
export function AlertLine({ alert }: { readonly alert: AlertFactsFragment }) {
  const t = useWords(alertsWords);
  const offline = useWords(shellWords)("offline");
  const { can } = useSession();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [{ fetching }, see] = useMutation(SeenAlertDocument);
  const mark = async () => {
    const answer = await see({ id: alert.id });
    setRefusals(refusalsOf(answer, (data) => data.acknowledgeAlert.userErrors, offline));
  };
  return (
    <li className="alert-line">
      <span className={`dot ${toneOf(alert.severity)}`} aria-hidden="true" />
      <div className="grow stack">
        <div>{alert.message}</div>
        <div className="row wrap small soft">
          <Status value={alert.severity} />
          <span className="num">{dayAndTime(alert.raisedAt)}</span>
          {alert.resolvedAt !== null && (
            <span className="pill good">
              {t("resolved", { time: dayAndTime(alert.resolvedAt) })}
            </span>
          )}
          <NextStep alert={alert} />
        </div>
        <Refused refusals={refusals} />
      </div>
      {alert.acknowledgedAt !== null ? (
        <span className="pill">
          <Check size={12} aria-hidden="true" /> {t("wasSeen")}
        </span>
      ) : (
        watchers.some(can) && (
          <button type="button" className="btn" disabled={fetching} onClick={() => void mark()}>
            <Check size={14} aria-hidden="true" /> {t("seen")}
          </button>
        )
      )}
    </li>
  );
}
