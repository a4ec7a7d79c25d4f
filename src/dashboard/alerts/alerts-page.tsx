import { BellRing } from "lucide-react";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { usePages } from "../app/use-pages.js";
import { usePageSearch } from "../app/use-search.js";
import { Segments } from "../design/controls.js";
import { MoreRows } from "../design/more-rows.js";
import { useWords } from "../words/use-words.js";
import { AlertLine } from "./alert-line.js";
import { AlertsDocument, type AlertsQuery } from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";
import { HealthMap } from "./health-map.js";
import "./alerts.css";

/** Open alerts with what to do next, and which vendors are in use where. */
export function AlertsPage() {
  const t = useWords(alertsWords);
  return (
    <>
      <PageHead title={t("title")}>{t("intro")}</PageHead>
      <div className="stack wide">
        <AlertsCard />
        <HealthMap />
      </div>
    </>
  );
}

const alertsOf = (data: AlertsQuery) => data.alerts;

function AlertsCard() {
  const t = useWords(alertsWords);
  const [search, change] = usePageSearch();
  const openOnly = search["show"] !== "all";
  const list = usePages(AlertsDocument, { openOnly }, alertsOf, { isFresh: true });
  const { rows: alerts, error, again } = list;
  return (
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
          <ErrorNotice error={error} retry={again} />
        )
      ) : alerts.length === 0 ? (
        <Notice Icon={BellRing} title={t(openOnly ? "none" : "noneEver")}>
          <p>{t("noneMore")}</p>
        </Notice>
      ) : (
        <ul>
          {alerts.map((alert) => (
            <AlertLine key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      <MoreRows list={list} />
    </section>
  );
}
