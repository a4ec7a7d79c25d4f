import { Link } from "@tanstack/react-router";
import { ChevronRight, Plus, SearchX, TriangleAlert, Workflow } from "lucide-react";
import { useState } from "react";
import { count, duration, percent } from "../app/format.js";
import { Bones, ErrorNotice, Guarded, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { usePages } from "../app/use-pages.js";
import { useRested } from "../app/use-rested.js";
import { MoreRows } from "../design/more-rows.js";
import { SearchField } from "../design/search-field.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { PlansDocument, type PlansQuery } from "./plans.generated.js";
import { plansWords } from "./plans.words.js";
import "./plans.css";

type Plan = PlansQuery["plans"]["nodes"][number];

const plansOf = (data: PlansQuery) => data.plans;
const restMs = 250;
/** Fewer plans are seen at a glance. */
const searchedFrom = 8;
const monthMs = 30 * 24 * 3_600_000;

/** The last 30 whole hours' days; reports take whole hours. */
function lastMonth(): { from: string; to: string } {
  const hour = 3_600_000;
  const to = Math.floor(Date.now() / hour) * hour + hour;
  return { from: new Date(to - monthMs).toISOString(), to: new Date(to).toISOString() };
}

/** All plans, each as the way that a code goes. */
export function PlansPage() {
  return (
    <Guarded>
      <PlanList />
    </Guarded>
  );
}

function PlanList() {
  const t = useWords(plansWords);
  const { can } = useSession();
  const [range] = useState(lastMonth);
  const [wanted, setWanted] = useState("");
  const search = useRested(wanted.trim(), restMs);
  const list = usePages(PlansDocument, { range, search }, plansOf, { isFresh: true });
  const { rows: plans, error, again } = list;
  const hasMany = search !== "" || list.hasMore || (plans?.length ?? 0) > searchedFrom;
  const create = can("PLAN_WRITE") && (
    <Link to="/plans/$key" params={{ key: "new" }} className="btn primary">
      <Plus size={15} aria-hidden="true" /> {t("newPlan")}
    </Link>
  );
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          <>
            {(wanted !== "" || hasMany) && (
              <SearchField
                label={t("searchPlans")}
                placeholder={t("searchPlans")}
                value={wanted}
                onChange={setWanted}
              />
            )}
            {create}
          </>
        }
      >
        {t("intro")}
      </PageHead>
      {plans === undefined ? (
        <div className="card">
          {error === undefined ? (
            <Bones rows={5} height={44} />
          ) : (
            <ErrorNotice error={error} retry={again} />
          )}
        </div>
      ) : plans.length === 0 ? (
        <div className="card">
          {search === "" ? (
            <Notice Icon={Workflow} title={t("empty")}>
              <p>{t("emptyMore")}</p>
              {create}
            </Notice>
          ) : (
            <Notice Icon={SearchX} title={t("noneFound")} />
          )}
        </div>
      ) : (
        <ul className="stack wide">
          {plans.map((plan) => (
            <li key={plan.id}>
              <PlanCard plan={plan} />
            </li>
          ))}
        </ul>
      )}
      <MoreRows list={list} />
    </>
  );
}

function PlanCard({ plan }: { readonly plan: Plan }) {
  const t = useWords(plansWords);
  const { steps, problems } = plan.current;
  return (
    <Link to="/plans/$key" params={{ key: plan.key }} className="card plan-card">
      <div className="grow stack">
        <div className="row wrap">
          <span className="strong">{plan.name}</span>
          <code className="mono faint">{plan.key}</code>
          <span className="pill">{t("revision", { number: plan.revision })}</span>
          {problems.length > 0 && (
            <span className="pill warn">
              <TriangleAlert size={12} aria-hidden="true" />
              {t("problems", { count: problems.length })}
            </span>
          )}
        </div>
        <div className="row wrap plan-way">
          {steps.map((step) => (
            <span key={step.position} className="row">
              {step.position > 1 && <ChevronRight size={14} aria-hidden="true" />}
              <span className="way-step">
                <ChannelName channel={step.channel} />
                <span className="faint tiny ellipsis">
                  {step.vendors.map(({ account }) => account.vendor.name).join(", ")}
                </span>
              </span>
            </span>
          ))}
        </div>
      </div>
      <PlanFigures plan={plan} />
    </Link>
  );
}

function PlanFigures({ plan }: { readonly plan: Plan }) {
  const t = useWords(plansWords);
  const { report } = plan;
  const figures = [
    [t("sends30"), count(report.sendCount)],
    [t("success"), percent(report.successRate)],
    [t("failover"), percent(report.failoverRate)],
    [t("toDeliver"), duration(report.timeToDeliverMsP50)],
  ];
  return (
    <dl className="plan-figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt className="tiny faint">{label}</dt>
          <dd className="num strong">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
