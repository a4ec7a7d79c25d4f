import { ChevronRight, SearchX } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { countryName, duration, money, percent } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { useSession } from "../app/session.js";
import { useRested } from "../app/use-rested.js";
import { AmountField } from "../design/amount-field.js";
import { TextField } from "../design/controls.js";
import { ChannelName } from "../design/names.js";
import { Sheet } from "../design/sheet.js";
import { useWords } from "../words/use-words.js";
import {
  type EstimateFragment,
  SuggestPlansDocument,
  type SuggestPlansQuery,
} from "./estimate.generated.js";
import { plansWords } from "./plans.words.js";
import { ProposalStrips } from "./proposal-strips.js";
import type { EstimateAsk } from "./use-estimate.js";
import "./suggest.css";

export type Suggestion = SuggestPlansQuery["suggestPlans"][number];

interface SuggestSheetProps {
  readonly ask: EstimateAsk;
  /** What is reckoned of the plan as it stands; null = nothing is. */
  readonly current: EstimateFragment | null;
  readonly onTake: (suggestion: Suggestion) => void;
  readonly onClose: () => void;
}

/** What is wished for, as typed. */
interface Wishes {
  readonly least: string;
  readonly mostSec: string;
  readonly budget: string;
}

const restMs = 600;

/** Three to five plans for a wish, laid over each other; one of them is taken into the editor. */
export function SuggestSheet({ ask, current, onTake, onClose }: SuggestSheetProps) {
  const t = useWords(plansWords);
  const [wishes, setWishes] = useState<Wishes>({ least: "", mostSec: "", budget: "" });
  const rested = useRested(wishes, restMs);
  const [{ data, error, fetching }] = useQuery({
    query: SuggestPlansDocument,
    variables: { input: { ...inputOf(rested), ...askOf(ask) } },
  });
  const isStale = fetching || rested !== wishes;
  return (
    <Sheet
      title={t("suggestTitle", { country: countryName(ask.country) })}
      isWide
      onClose={onClose}
    >
      <div className="stack wide">
        <WishFields wishes={wishes} onChange={setWishes} />
        {error !== undefined && !isStale ? (
          <ErrorNotice error={error} />
        ) : data === undefined ? (
          <Bones rows={5} height={52} />
        ) : (
          <div className={isStale ? "stack wide stale" : "stack wide"} aria-busy={isStale}>
            <Proposals proposals={data.suggestPlans} {...{ current, onTake }} />
          </div>
        )}
      </div>
    </Sheet>
  );
}

const askOf = ({ country, volume }: EstimateAsk) => ({
  countries: [country],
  monthlyVolume: volume,
});

function inputOf({ least, mostSec, budget }: Wishes) {
  const share = Number(least) / 100;
  const most = Math.round(Number(mostSec) * 1_000);
  return {
    ...(share > 0 && share <= 1 ? { minSuccessRate: share } : {}),
    ...(most >= 1 && most <= 3_600_000 ? { maxTimeToDeliverMsP95: most } : {}),
    ...(/^\d+(\.\d{1,6})?$/.test(budget) && Number(budget) > 0 ? { monthlyBudget: budget } : {}),
  };
}

interface WishFieldsProps {
  readonly wishes: Wishes;
  readonly onChange: (wishes: Wishes) => void;
}

function WishFields({ wishes, onChange }: WishFieldsProps) {
  const t = useWords(plansWords);
  const { viewer } = useSession();
  return (
    <div className="wishes">
      <TextField
        label={t("leastSuccess")}
        type="number"
        min={1}
        max={100}
        value={wishes.least}
        onChange={(least) => onChange({ ...wishes, least })}
      />
      <TextField
        label={t("mostTime")}
        type="number"
        min={1}
        value={wishes.mostSec}
        onChange={(mostSec) => onChange({ ...wishes, mostSec })}
      />
      <AmountField
        label={t("mostMoney", { currency: viewer.tenant?.currency ?? "" })}
        value={wishes.budget}
        onChange={(budget) => onChange({ ...wishes, budget })}
      />
    </div>
  );
}

interface ProposalsProps {
  readonly proposals: readonly Suggestion[];
  readonly current: EstimateFragment | null;
  readonly onTake: (suggestion: Suggestion) => void;
}

function Proposals({ proposals, current, onTake }: ProposalsProps) {
  const t = useWords(plansWords);
  const [shown, setShown] = useState<number | null>(null);
  const estimates = proposals.map(({ estimate }) => estimate);
  const isMeasured = estimates.some(({ successRate }) => successRate !== null);
  if (proposals.length === 0) {
    return <Notice Icon={SearchX} title={t("suggestNone")} />;
  }
  return (
    <>
      {isMeasured && (
        <figure className="stack">
          <ProposalStrips
            estimates={estimates}
            current={isReckoned(current) ? current : null}
            shown={shown}
            onShow={setShown}
          />
          <figcaption className="tiny faint">{t("overlayMore")}</figcaption>
        </figure>
      )}
      <ol className="proposals">
        {proposals.map((proposal, index) => (
          <Proposal
            key={proposal.title}
            proposal={proposal}
            number={index + 1}
            isShown={shown === index}
            onShow={(isShown) => setShown(isShown ? index : null)}
            onTake={() => onTake(proposal)}
          />
        ))}
      </ol>
    </>
  );
}

function isReckoned(estimate: EstimateFragment | null): boolean {
  return estimate !== null && estimate.successRate !== null;
}

interface ProposalProps {
  readonly proposal: Suggestion;
  readonly number: number;
  readonly isShown: boolean;
  readonly onShow: (isShown: boolean) => void;
  readonly onTake: () => void;
}

function Proposal({ proposal, number, isShown, onShow, onTake }: ProposalProps) {
  const t = useWords(plansWords);
  const { title, rationale, estimate } = proposal;
  return (
    <li
      className="card proposal"
      data-shown={isShown}
      onPointerEnter={() => onShow(true)}
      onPointerLeave={() => onShow(false)}
    >
      <div className="spread">
        <h3 className="row">
          <span className={`rank-badge rank-${number}`}>{number}</span> {title}
        </h3>
        <button
          type="button"
          className="btn"
          aria-label={`${t("take")}: ${title}`}
          onFocus={() => onShow(true)}
          onBlur={() => onShow(false)}
          onClick={onTake}
        >
          {t("take")}
        </button>
      </div>
      <ProposalWay proposal={proposal} />
      <p className="small soft">{rationale}</p>
      <p className="small num row wrap wide">
        <span>
          {t("verified")} <b>{percent(estimate.successRate)}</b>
        </span>
        <span>
          {t("perVerified")} <b>{money(estimate.costPerVerified, "price")}</b>
        </span>
        <span>
          {t("time")} <b>{duration(estimate.timeToDeliverMsP50)}</b>
        </span>
        <span>
          {t("month")} <b>{money(estimate.monthlyCost)}</b>
        </span>
      </p>
    </li>
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
