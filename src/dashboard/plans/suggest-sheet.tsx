import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { countryName, duration, money, percent } from "../app/format.js";
import { Bones, ErrorNotice } from "../app/notices.js";
import { frontierScale } from "./frontier-scale.js";
import { TextField } from "../design/controls.js";
import { ChannelName } from "../design/names.js";
import { Sheet } from "../design/sheet.js";
import { useWords } from "../words/use-words.js";
import { SuggestPlansDocument, type SuggestPlansQuery } from "./estimate.generated.js";
import { plansWords } from "./plans.words.js";
import type { EstimateAsk } from "./use-estimate.js";

export type Suggestion = SuggestPlansQuery["suggestPlans"][number];

interface SuggestSheetProps {
  readonly ask: EstimateAsk;
  readonly onTake: (suggestion: Suggestion) => void;
  readonly onClose: () => void;
}

/** Three to five plans for a wish, laid over each other; one of them is taken into the editor. */
export function SuggestSheet({ ask, onTake, onClose }: SuggestSheetProps) {
  const t = useWords(plansWords);
  const [least, setLeast] = useState("");
  const share = Number(least) / 100;
  const [{ data, error, fetching }] = useQuery({
    query: SuggestPlansDocument,
    variables: {
      input: {
        countries: [ask.country],
        monthlyVolume: ask.volume,
        ...(share > 0 && share <= 1 ? { minSuccessRate: share } : {}),
      },
    },
  });
  return (
    <Sheet
      title={t("suggestTitle", { country: countryName(ask.country) })}
      isWide
      onClose={onClose}
    >
      <div className="stack wide">
        <TextField
          label={t("leastSuccess")}
          type="number"
          min={1}
          max={100}
          value={least}
          onChange={setLeast}
        />
        {error !== undefined ? (
          <ErrorNotice error={error} />
        ) : data === undefined || fetching ? (
          <Bones rows={4} height={48} />
        ) : (
          <Proposals proposals={data.suggestPlans} onTake={onTake} />
        )}
      </div>
    </Sheet>
  );
}

interface ProposalsProps {
  readonly proposals: readonly Suggestion[];
  readonly onTake: (suggestion: Suggestion) => void;
}

function Proposals({ proposals, onTake }: ProposalsProps) {
  const t = useWords(plansWords);
  const measured = proposals.filter(({ estimate }) => estimate.successRate !== null);
  return (
    <>
      {measured.length > 1 && (
        <Overlay proposals={measured} numberOf={(one) => proposals.indexOf(one) + 1} />
      )}
      <ol className="stack wide">
        {proposals.map((proposal, index) => (
          <li key={proposal.title} className="card card-body stack">
            <div className="spread">
              <h3>
                {index + 1}. {proposal.title}
              </h3>
              <button type="button" className="btn" onClick={() => onTake(proposal)}>
                {t("take")}
              </button>
            </div>
            <ProposalWay proposal={proposal} />
            <p className="small soft">{proposal.rationale}</p>
            <p className="small num row wrap wide">
              <span>
                {t("verified")} <b>{percent(proposal.estimate.successRate)}</b>
              </span>
              <span>
                {t("perVerified")} <b>{money(proposal.estimate.costPerVerified, "price")}</b>
              </span>
              <span>
                {t("time")} <b>{duration(proposal.estimate.timeToDeliverMsP50)}</b>
              </span>
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

interface OverlayProps {
  readonly proposals: readonly Suggestion[];
  readonly numberOf: (proposal: Suggestion) => number;
}

/** Proposals laid over each other: what a verified code costs against how often it comes to one. */
function Overlay({ proposals, numberOf }: OverlayProps) {
  const t = useWords(plansWords);
  const place = frontierScale(proposals.map(({ estimate }) => estimate));
  return (
    <svg className="proposal-plot" viewBox="0 0 760 130" role="img" aria-label={t("overlay")}>
      <line x1="40" x2="740" y1="106" y2="106" stroke="var(--line-strong)" />
      <text x="740" y="125" textAnchor="end">
        {t("perVerified")} →
      </text>
      <text x="40" y="12">
        ↑ {t("verified")}
      </text>
      {proposals.map((proposal) => {
        const { x, y } = place(proposal.estimate);
        return (
          <g key={proposal.title}>
            <circle cx={x} cy={y} r="11" fill="var(--accent)" />
            <text className="in" x={x} y={y + 4} textAnchor="middle">
              {numberOf(proposal)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function ProposalWay({ proposal }: { readonly proposal: Suggestion }) {
  return (
    <div className="row wrap plan-way">
      {proposal.plan.steps.map((step) => (
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
  );
}
