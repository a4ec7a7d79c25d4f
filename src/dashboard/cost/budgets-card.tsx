import { Plus, Undo2, X } from "lucide-react";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { countryName, day, dayAndTime, money } from "../app/format.js";
import { Bones, ErrorNotice } from "../app/notices.js";
import { type Refusal, refusalsOf } from "../app/refusals.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { usePlanNames } from "../app/use-names.js";
import { ConfirmSheet, Refused } from "../design/confirm-sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { budgetInput } from "./budget-input.js";
import { BudgetSheet } from "./budget-sheet.js";
import {
  type BudgetFactsFragment,
  BudgetsDocument,
  RemoveBudgetDocument,
  SetBudgetDocument,
} from "./cost.generated.js";
import { costWords } from "./cost.words.js";

type Open =
  | { readonly kind: "edit"; readonly budget: BudgetFactsFragment | null }
  | { readonly kind: "remove"; readonly budget: BudgetFactsFragment };

/** Budgets as gauges: what is spent, what is reserved, what the period will come to. */
export function BudgetsCard() {
  const t = useWords(costWords);
  const { can } = useSession();
  const [open, setOpen] = useState<Open | null>(null);
  const [removed, setRemoved] = useState<BudgetFactsFragment | null>(null);
  const [{ data, error }, again] = useQuery({ query: BudgetsDocument });
  const plans = usePlanNames();
  const read = () => again({ requestPolicy: "network-only" });
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("budgets")}</h2>
        {can("BILLING_WRITE") && (
          <button
            type="button"
            className="btn"
            onClick={() => setOpen({ kind: "edit", budget: null })}
          >
            <Plus size={14} aria-hidden="true" /> {t("newBudget")}
          </button>
        )}
      </div>
      {data === undefined ? (
        error === undefined ? (
          <Bones rows={3} height={40} />
        ) : (
          <ErrorNotice error={error} retry={read} />
        )
      ) : (
        <div className="card-body">
          {removed !== null && (
            <Removed
              budget={removed}
              onDone={() => {
                setRemoved(null);
                read();
              }}
              onClose={() => setRemoved(null)}
            />
          )}
          {data.budgets.length === 0 && <p className="soft">{t("noBudgets")}</p>}
          {data.budgets.map((budget) => (
            <BudgetLine key={budget.id} budget={budget} onOpen={setOpen} />
          ))}
        </div>
      )}
      {open !== null && (
        <BudgetDialog
          open={open}
          plans={plans}
          onChanged={(gone) => {
            setRemoved(gone);
            setOpen(null);
            read();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

interface BudgetDialogProps {
  readonly open: Open;
  readonly plans: readonly { readonly id: string; readonly name: string }[];
  /** Hears which budget is gone; null = one was set. */
  readonly onChanged: (gone: BudgetFactsFragment | null) => void;
  readonly onClose: () => void;
}

function BudgetDialog({ open, plans, onChanged, onClose }: BudgetDialogProps) {
  const { budget } = open;
  return open.kind === "edit" ? (
    <BudgetSheet {...{ budget, plans, onClose }} onSaved={() => onChanged(null)} />
  ) : (
    <RemovalSheet budget={open.budget} onDone={() => onChanged(open.budget)} onClose={onClose} />
  );
}

function useBudgetName(): (budget: BudgetFactsFragment) => string {
  const say = useEnumWords();
  return ({ scope, plan, country, period }) => {
    const covers = plan?.name ?? (country === null ? say(scope) : countryName(country));
    return `${covers} · ${say(period)}`;
  };
}

interface BudgetLineProps {
  readonly budget: BudgetFactsFragment;
  readonly onOpen: (open: Open) => void;
}

function BudgetLine({ budget, onOpen }: BudgetLineProps) {
  const t = useWords(costWords);
  const nameOf = useBudgetName();
  const { can } = useSession();
  const { forecast, resetsAt, limit, overrun } = budget;
  const notes = [
    ...(Number(budget.held.amount) > 0 ? [t("heldNow", { held: money(budget.held) })] : []),
    ...(forecast === null
      ? []
      : [
          t("forecast", {
            spend: money(forecast.spend),
            low: money(forecast.low),
            high: money(forecast.high),
          }),
        ]),
    ...(resetsAt === null ? [] : [t("resets", { time: dayAndTime(resetsAt) })]),
  ];
  return (
    <div className="budget">
      <div className="spread">
        <span className="strong">{nameOf(budget)}</span>
        <span className="num small">
          <span className="strong">{money(budget.spent)}</span>{" "}
          <span className="faint">{t("of", { limit: money(limit) })}</span>
        </span>
      </div>
      <Gauge budget={budget} />
      <p className="tiny faint num">{notes.join(" · ")}</p>
      {forecast !== null && forecast.exhaustedAt !== null && (
        <p className="tiny warn">{t("exhausted", { time: day(forecast.exhaustedAt) })}</p>
      )}
      {Number(overrun.amount) > 0 && (
        <p className="tiny bad">{t("overrun", { overrun: money(overrun) })}</p>
      )}
      {can("BILLING_WRITE") && (
        <div className="row plain-row">
          <button
            type="button"
            className="btn plain"
            onClick={() => onOpen({ kind: "edit", budget })}
          >
            {t("edit")}
          </button>
          <button
            type="button"
            className="btn plain danger"
            onClick={() => onOpen({ kind: "remove", budget })}
          >
            {t("remove")}
          </button>
        </div>
      )}
    </div>
  );
}

function Gauge({ budget }: { readonly budget: BudgetFactsFragment }) {
  const limit = Number(budget.limit.amount) || 1;
  const at = (value: number) => `${Math.min(100, (100 * value) / limit).toFixed(2)}%`;
  const [spent, held] = [Number(budget.spent.amount), Number(budget.held.amount)];
  const { forecast } = budget;
  const used = (spent + held) / limit;
  const tone = used >= 1 ? "tone-bad" : used >= 0.8 ? "tone-warn" : "";
  return (
    <svg className={`gauge ${tone}`} aria-hidden="true">
      <rect className="track" y="2" width="100%" height="8" rx="4" />
      <rect className="held" y="2" width={at(spent + held)} height="8" rx="4" />
      <rect className="spent" y="2" width={at(spent)} height="8" rx="4" />
      {budget.alertAt.map((share) => (
        <line
          key={share}
          className="alert"
          x1={at(share * limit)}
          x2={at(share * limit)}
          y1="2"
          y2="10"
        />
      ))}
      {forecast !== null && (
        <line
          className="expected"
          x1={at(Number(forecast.spend.amount))}
          x2={at(Number(forecast.spend.amount))}
          y1="0"
          y2="12"
        />
      )}
    </svg>
  );
}

interface RemovalProps {
  readonly budget: BudgetFactsFragment;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function RemovalSheet({ budget, onDone, onClose }: RemovalProps) {
  const t = useWords(costWords);
  const say = useWords(shellWords);
  const nameOf = useBudgetName();
  const [, remove] = useMutation(RemoveBudgetDocument);
  return (
    <ConfirmSheet
      title={t("removeWhich", { name: nameOf(budget) })}
      verb={t("remove")}
      run={async () =>
        refusalsOf(
          await remove({ id: budget.id }),
          (data) => data.removeBudget.userErrors,
          say("offline"),
        )
      }
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t("removeMore", { limit: money(budget.limit) })}</p>
    </ConfirmSheet>
  );
}

/** What was removed, and the way back. */
function Removed({ budget, onDone: onBack, onClose }: RemovalProps) {
  const t = useWords(costWords);
  const say = useWords(shellWords);
  const nameOf = useBudgetName();
  const [{ fetching }, set] = useMutation(SetBudgetDocument);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const undo = async () => {
    const answer = await set({ input: budgetInput(budget) });
    const refused = refusalsOf(answer, (data) => data.setBudget.userErrors, say("offline"));
    setRefusals(refused);
    if (refused.length === 0) {
      onBack();
    }
  };
  return (
    <div className="stack budget-removed" role="status">
      <div className="banner">
        <span className="grow">{t("removed", { name: nameOf(budget) })}</span>
        <button type="button" className="btn plain" disabled={fetching} onClick={() => void undo()}>
          <Undo2 size={14} aria-hidden="true" /> {say("undo")}
        </button>
        <button
          type="button"
          className="btn plain icon"
          aria-label={say("close")}
          onClick={onClose}
        >
          <X size={14} aria-hidden="true" />
        </button>
      </div>
      <Refused refusals={refusals} />
    </div>
  );
}
