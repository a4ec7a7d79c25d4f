import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { useSubscription } from "urql";
import { toneOf } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { type AlertFactsFragment, RaisedAlertsDocument } from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";
import { NextStep } from "./next-step.js";
import "./alerts.css";

const shownMs = 20_000;
const shownMax = 3;

/** Notices that come up on any page when alerts are raised: the latest few, the newest below. */
export function AlertToast() {
  const t = useWords(alertsWords);
  const [{ data }] = useSubscription({ query: RaisedAlertsDocument });
  const [shown, setShown] = useState<readonly AlertFactsFragment[]>([]);
  const raised = data?.alerts;
  useEffect(() => {
    if (raised === undefined) {
      return;
    }
    const { id } = raised;
    const isOver = raised.resolvedAt !== null || raised.acknowledgedAt !== null;
    setShown((before) =>
      [...before.filter((one) => one.id !== id), ...(isOver ? [] : [raised])].slice(-shownMax),
    );
    // Not taken back when the next one comes: each is shown for its own time.
    setTimeout(() => setShown((before) => before.filter((one) => one !== raised)), shownMs);
  }, [raised]);
  const close = (alert: AlertFactsFragment) =>
    setShown((before) => before.filter((one) => one !== alert));
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((alert) => (
        <div key={alert.id} className={`toast ${toneOf(alert.severity)}`}>
          <div className="grow stack">
            <div className="strong">{t("raised")}</div>
            <div className="small">{alert.message}</div>
            <div className="row wrap tiny soft">
              <NextStep alert={alert} />
            </div>
          </div>
          <button
            type="button"
            className="btn plain icon"
            aria-label={t("dismiss")}
            onClick={() => close(alert)}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      ))}
    </div>
  );
}
