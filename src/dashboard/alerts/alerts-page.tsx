import { BellRing, Check } from "lucide-react";
import { useMutation, useQuery } from "urql";
import { dayAndTime } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { usePageSearch } from "../app/use-search.js";
import { Segments } from "../design/controls.js";
import { Status, toneOf } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { type AlertFactsFragment, AlertsDocument, SeenAlertDocument } from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";
import { HealthMap } from "./health-map.js";
import "./alerts.css";

/** Open alerts with what to do next, and which vendors are in use where. */
export function AlertsPage() {
  const t = useWords(alertsWords);
  const [search, change] = usePageSearch();
  const openOnly = search["show"] !== "all";
  const [{ data, error }, again] = useQuery({ query: AlertsDocument, variables: { openOnly } });
  const alerts = data?.alerts.nodes;
  return (
    <>
      <PageHead title={t("title")}>{t("intro")}</PageHead>
      <div className="stack wide">
        <section className="card">
          <div className="card-head">
            <h2>{t("alerts")}</h2>
            <Segments
              label={t("which")}
              value={openOnly ? "open" : "all"}
              options={[
                ["open", t("open")],
                ["all", t("all")],
              ]}
              onChange={(show) => change({ show })}
            />
          </div>
          {alerts === undefined ? (
            error === undefined ? (
              <Bones rows={4} height={32} />
            ) : (
              <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
            )
          ) : alerts.length === 0 ? (
            <Notice Icon={BellRing} title={t("none")}>
              <p>{t("noneMore")}</p>
            </Notice>
          ) : (
            <ul>
              {alerts.map((alert) => (
                <AlertLine key={alert.id} alert={alert} />
              ))}
            </ul>
          )}
        </section>
        <HealthMap />
      </div>
    </>
  );
}

function AlertLine({ alert }: { readonly alert: AlertFactsFragment }) {
  const t = useWords(alertsWords);
  const [{ fetching }, see] = useMutation(SeenAlertDocument);
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
          <span>{t(alert.kind)}</span>
        </div>
      </div>
      {alert.acknowledgedAt === null ? (
        <button
          type="button"
          className="btn"
          disabled={fetching}
          onClick={() => void see({ id: alert.id })}
        >
          <Check size={14} aria-hidden="true" /> {t("seen")}
        </button>
      ) : (
        <span className="pill">{t("wasSeen")}</span>
      )}
    </li>
  );
}
