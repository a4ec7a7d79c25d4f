import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { useSession } from "../app/session.js";
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
} from "./cost.generated.js";
import { costWords } from "./cost.words.js";

const scopes = ["TENANT", "PLAN", "COUNTRY"] as const;
const periods = ["DAY", "MONTH", "TOTAL"] as const;
const actions = ["BLOCK", "CHEAPER_STEPS_ONLY", "ALERT_ONLY"] as const;

interface BudgetSheetProps {
  /** Null = a new one. */
  readonly budget: BudgetFactsFragment | null;
  readonly plans: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

/** A budget's form: what it covers and its period are what it is known by. */
export function BudgetSheet({ budget, plans, onClose }: BudgetSheetProps) {
  const t = useWords(costWords);
  const [scope, setScope] = useState<BudgetScope>(budget?.scope ?? "TENANT");
  const [period, setPeriod] = useState<BudgetPeriod>(budget?.period ?? "MONTH");
  const [plan, setPlan] = useState(budget?.plan?.id ?? plans[0]?.id ?? "");
  const [country, setCountry] = useState(budget?.country ?? "ID");
  const [limit, setLimit] = useState(budget?.limit.amount.replace(/\.?0+$/, "") ?? "");
  const [action, setAction] = useState<BudgetAction>(budget?.onExhausted ?? "BLOCK");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [{ fetching }, set] = useMutation(SetBudgetDocument);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { data } = await set({
      input: {
        scope,
        period,
        limit: limit.trim(),
        onExhausted: action,
        alertAt: [...(budget?.alertAt ?? [0.5, 0.8, 1])],
        ...(scope === "PLAN" ? { planId: plan } : {}),
        ...(scope === "COUNTRY" ? { country: country.trim().toUpperCase() } : {}),
      },
    });
    const [refused] = data?.setBudget.userErrors ?? [];
    if (refused === undefined && data !== undefined) {
      onClose();
    }
    setProblem(refused?.message);
  };
  return (
    <Sheet
      title={t(budget === null ? "newBudget" : "budgets")}
      onClose={onClose}
      foot={
        <button type="submit" form="budget" className="btn primary" disabled={fetching}>
          {t("save")}
        </button>
      }
    >
      <form id="budget" className="stack wide" onSubmit={(event) => void save(event)}>
        <Options label={t("scope")} value={scope} all={scopes} onChange={setScope} />
        {scope === "PLAN" && (
          <Select
            label={t("plan")}
            value={plan}
            options={plans.map(({ id, name }) => [id, name] as const)}
            onChange={setPlan}
          />
        )}
        {scope === "COUNTRY" && (
          <TextField label={t("country")} value={country} onChange={setCountry} />
        )}
        <Options label={t("period")} value={period} all={periods} onChange={setPeriod} />
        <LimitField {...{ limit, problem }} onChange={setLimit} />
        <Options label={t("onExhausted")} value={action} all={actions} onChange={setAction} />
      </form>
    </Sheet>
  );
}

interface LimitFieldProps {
  readonly limit: string;
  readonly problem: string | undefined;
  readonly onChange: (limit: string) => void;
}

function LimitField({ limit, problem, onChange }: LimitFieldProps) {
  const t = useWords(costWords);
  const { viewer } = useSession();
  return (
    <TextField
      label={t("limit", { currency: viewer.tenant?.currency ?? "" })}
      inputMode="decimal"
      isRequired
      value={limit}
      problem={problem}
      onChange={onChange}
    />
  );
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
