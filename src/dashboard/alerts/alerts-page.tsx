import { BellRing } from "lucide-react";
import { useQuery } from "urql";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { usePageSearch } from "../app/use-search.js";
import { Segments } from "../design/controls.js";
import { useWords } from "../words/use-words.js";
import { AlertLine } from "./alert-line.js";
import { AlertsDocument } from "./alerts.generated.js";
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

function AlertsCard() {
  const t = useWords(alertsWords);
  const [search, change] = usePageSearch();
  const openOnly = search["show"] !== "all";
  const [{ data, error }, again] = useQuery({
    query: AlertsDocument,
    variables: { openOnly },
    requestPolicy: "cache-and-network",
  });
  const alerts = data?.alerts.nodes;
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
          <ErrorNotice error={error} retry={() => again({ requestPolicy: "network-only" })} />
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
    </section>
  );
}
