import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { countryName } from "../app/format.js";
import { type Refusal, refusalAt, refusalsOf } from "../app/refusals.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { AmountField } from "../design/amount-field.js";
import { Refused } from "../design/confirm-sheet.js";
import { Select, TextField } from "../design/controls.js";
import { Sheet } from "../design/sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import {
  type BudgetAction,
  type BudgetFactsFragment,
  type BudgetPeriod,
  type BudgetScope,
  SetBudgetDocument,
  type SetBudgetInput,
} from "./cost.generated.js";
import { costWords } from "./cost.words.js";

const scopes = ["TENANT", "PLAN", "COUNTRY"] as const;
const periods = ["DAY", "MONTH", "TOTAL"] as const;
const actions = ["BLOCK", "CHEAPER_STEPS_ONLY", "ALERT_ONLY"] as const;

interface BudgetSheetProps {
  /** Null = a new one. */
  readonly budget: BudgetFactsFragment | null;
  readonly plans: readonly { readonly id: string; readonly name: string }[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly scope: BudgetScope;
  readonly period: BudgetPeriod;
  readonly plan: string;
  readonly country: string;
  readonly limit: string;
  readonly action: BudgetAction;
  /** Per cent of the limit, as it is typed. */
  readonly alertAt: string;
}

/** A budget's form: what it covers and its period are what it is known by, and stay. */
export function BudgetSheet({ budget, plans, onSaved, onClose }: BudgetSheetProps) {
  const t = useWords(costWords);
  const say = useWords(shellWords);
  const [draft, setDraft] = useState(() => draftOf(budget, plans[0]?.id ?? ""));
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [{ fetching }, set] = useMutation(SetBudgetDocument);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await set({ input: inputOf(draft) });
    const refused = refusalsOf(answer, (data) => data.setBudget.userErrors, say("offline"));
    setRefusals(refused);
    if (refused.length === 0) {
      onSaved();
    }
  };
  const atFields = ["country", "limit", "alertAt"];
  return (
    <Sheet
      title={t(budget === null ? "newBudget" : "budget")}
      onClose={onClose}
      foot={
        <button type="submit" form="budget" className="btn primary" disabled={fetching}>
          {t("save")}
        </button>
      }
    >
      <form id="budget" className="stack wide" onSubmit={(event) => void save(event)}>
        {budget === null ? (
          <Place {...{ draft, plans, refusals }} onChange={setDraft} />
        ) : (
          <FixedPlace budget={budget} />
        )}
        <Limits {...{ draft, refusals }} onChange={setDraft} />
        <Refused refusals={refusals.filter(({ field }) => !atFields.includes(fieldName(field)))} />
      </form>
    </Sheet>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly refusals: readonly Refusal[];
  readonly onChange: (draft: Draft) => void;
}

function Place({
  draft,
  plans,
  refusals,
  onChange,
}: PartProps & { readonly plans: BudgetSheetProps["plans"] }) {
  const t = useWords(costWords);
  const { scope, plan, country, period } = draft;
  return (
    <>
      <Options
        label={t("scope")}
        value={scope}
        all={plans.length === 0 ? ["TENANT", "COUNTRY"] : scopes}
        onChange={(next) => onChange({ ...draft, scope: next })}
      />
      {scope === "PLAN" && (
        <Select
          label={t("plan")}
          value={plan}
          options={plans.map(({ id, name }) => [id, name] as const)}
          onChange={(next) => onChange({ ...draft, plan: next })}
        />
      )}
      {scope === "COUNTRY" && (
        <TextField
          label={t("country")}
          hint={nameOfCountry(country)}
          value={country}
          problem={refusalAt(refusals, "country")}
          onChange={(next) => onChange({ ...draft, country: next.toUpperCase().slice(0, 2) })}
        />
      )}
      <Options
        label={t("period")}
        value={period}
        all={periods}
        onChange={(next) => onChange({ ...draft, period: next })}
      />
    </>
  );
}

function FixedPlace({ budget }: { readonly budget: BudgetFactsFragment }) {
  const t = useWords(costWords);
  const say = useEnumWords();
  const { scope, plan, country, period } = budget;
  const covers = plan?.name ?? (country === null ? say(scope) : countryName(country));
  return (
    <dl className="two-fields">
      {[
        [t("scope"), covers],
        [t("period"), say(period)],
      ].map(([term, value]) => (
        <div key={term}>
          <dt className="label">{term}</dt>
          <dd className="strong">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Limits({ draft, refusals, onChange }: PartProps) {
  const t = useWords(costWords);
  const { viewer } = useSession();
  const { limit, action, alertAt } = draft;
  return (
    <>
      <AmountField
        label={t("limit", { currency: viewer.tenant?.currency ?? "" })}
        isRequired
        value={limit}
        problem={refusalAt(refusals, "limit")}
        onChange={(next) => onChange({ ...draft, limit: next })}
      />
      <div className="stack">
        <Options
          label={t("onExhausted")}
          value={action}
          all={actions}
          onChange={(next) => onChange({ ...draft, action: next })}
        />
        <p className="small soft">{t(`${action}more`)}</p>
      </div>
      <TextField
        label={t("alertAt")}
        hint={t("alertAtHint")}
        inputMode="text"
        value={alertAt}
        problem={refusals.find(({ field }) => fieldName(field) === "alertAt")?.message}
        onChange={(next) => onChange({ ...draft, alertAt: next })}
      />
    </>
  );
}

/** The member of the input that is meant, also for one of a list. */
function fieldName(field: readonly string[] | null): string {
  return field?.[0] ?? "";
}

function nameOfCountry(code: string): string | undefined {
  return /^[A-Z]{2}$/.test(code) ? countryName(code) : undefined;
}

function draftOf(budget: BudgetFactsFragment | null, plan: string): Draft {
  return {
    scope: budget?.scope ?? "TENANT",
    period: budget?.period ?? "MONTH",
    plan: budget?.plan?.id ?? plan,
    country: budget?.country ?? "ID",
    limit: budget?.limit.amount.replace(/\.0*$|(\.\d*?)0+$/, "$1") ?? "",
    action: budget?.onExhausted ?? "BLOCK",
    alertAt: (budget?.alertAt ?? [0.5, 0.8, 1]).map((share) => Math.round(share * 100)).join(", "),
  };
}

function inputOf(draft: Draft): SetBudgetInput {
  const { scope, period, limit, action, plan, country, alertAt } = draft;
  return {
    scope,
    period,
    limit,
    onExhausted: action,
    alertAt: (alertAt.match(/\d+(\.\d+)?/g) ?? []).map((share) => Number(share) / 100),
    ...(scope === "PLAN" ? { planId: plan } : {}),
    ...(scope === "COUNTRY" ? { country: country.trim() } : {}),
  };
}

interface OptionsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly all: readonly T[];
  readonly onChange: (value: T) => void;
}

function Options<T extends string>({ label, value, all, onChange }: OptionsProps<T>) {
  const say = useEnumWords();
  return (
    <Select
      label={label}
      value={value}
      options={all.map((one) => [one, say(one)] as const)}
      onChange={(next) => onChange(next as T)}
    />
  );
}
