import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { useSubscription } from "urql";
import { useWords } from "../words/use-words.js";
import { type AlertFactsFragment, RaisedAlertsDocument } from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";
import "./alerts.css";

const shownMs = 20_000;

/** A notice that comes up on any page when an alert is raised. */
export function AlertToast() {
  const t = useWords(alertsWords);
  const [{ data }] = useSubscription({ query: RaisedAlertsDocument });
  const [shown, setShown] = useState<AlertFactsFragment | null>(null);
  const raised = data?.alerts;
  useEffect(() => {
    if (raised === undefined || raised.resolvedAt !== null || raised.acknowledgedAt !== null) {
      return;
    }
    setShown(raised);
    const timer = setTimeout(() => setShown(null), shownMs);
    return () => clearTimeout(timer);
  }, [raised]);
  return (
    <div role="status" aria-live="polite">
      {shown !== null && (
        <div className="toast">
          <div className="grow">
            <div className="strong">{t("raised")}</div>
            <div className="small">{shown.message}</div>
            <div className="tiny soft">{t(shown.kind)}</div>
          </div>
          <button
            type="button"
            className="btn plain icon"
            aria-label={t("dismiss")}
            onClick={() => setShown(null)}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  );
}
