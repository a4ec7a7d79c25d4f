import { useQuery } from "urql";
import { type MoneyValue, money, percent } from "../app/format.js";
import { useSession } from "../app/session.js";
import { useWords } from "../words/use-words.js";
import { MonthBudgetsDocument, type MonthBudgetsQuery } from "./estimate.generated.js";
import { plansWords } from "./plans.words.js";

type Budget = MonthBudgetsQuery["budgets"][number];

interface BudgetLineProps {
  /** What a month would cost; null = not known. */
  readonly cost: MoneyValue | null;
  readonly planKey: string | null;
  readonly country: string;
}

/** A month's cost as a part of the tightest monthly budget that it falls under. */
export function BudgetLine({ cost, planKey, country }: BudgetLineProps) {
  const t = useWords(plansWords);
  const { can } = useSession();
  const [{ data }] = useQuery({ query: MonthBudgetsDocument, pause: !can("BILLING_READ") });
  if (data === undefined) {
    return null;
  }
  const budget = tightest(data.budgets, planKey, country);
  if (budget === null) {
    return <p className="tiny faint">{t("noBudget")}</p>;
  }
  if (cost === null) {
    return null;
  }
  const limit = Number(budget.limit.amount);
  const share = limit === 0 ? null : Number(cost.amount) / limit;
  const tone = share === null || share <= 0.8 ? "good" : share <= 1 ? "warn" : "bad";
  const names = { TENANT: "budgetAll", PLAN: "budgetPlan", COUNTRY: "budgetCountry" } as const;
  return (
    <div className={`budget-line tone-${tone}`}>
      <svg aria-hidden="true">
        <rect className="track" width="100%" height="6" rx="3" />
        <rect className="part" width={`${100 * Math.min(1, share ?? 0)}%`} height="6" rx="3" />
      </svg>
      <p className={share !== null && share > 1 ? "tiny bad num" : "tiny faint num"}>
        {t("ofBudget", {
          share: percent(share, 0),
          budget: t(names[budget.scope]),
          limit: money(budget.limit),
        })}
      </p>
    </div>
  );
}

function tightest(
  budgets: readonly Budget[],
  planKey: string | null,
  country: string,
): Budget | null {
  const covering = budgets.filter(
    ({ scope, period, plan, country: where }) =>
      period === "MONTH" &&
      (scope === "TENANT" ||
        (scope === "PLAN" && plan?.key === planKey) ||
        (scope === "COUNTRY" && where === country)),
  );
  return covering.toSorted((a, b) => Number(a.limit.amount) - Number(b.limit.amount))[0] ?? null;
}
