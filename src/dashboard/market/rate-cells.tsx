import { IntervalBar } from "../charts/interval-bar.js";
import { useWords } from "../words/use-words.js";
import { marketWords } from "./market.words.js";

/** Shares of 0 to 1 with the bounds of their intervals, and how many attempts they rest on. */
interface MeasuredRates {
  readonly deliveryRate: number | null;
  readonly deliveryRateLow: number | null;
  readonly deliveryRateHigh: number | null;
  readonly settledCount: number | null;
  readonly successRate: number | null;
  readonly successRateLow: number | null;
  readonly successRateHigh: number | null;
  readonly attemptCount: number | null;
}

/** Delivery and success of an offer, a table cell each. */
export function RateCells({ stats }: { readonly stats: MeasuredRates }) {
  const t = useWords(marketWords);
  return (
    <>
      <td data-label={t("delivery")}>
        <IntervalBar
          name={t("delivery")}
          value={stats.deliveryRate}
          low={stats.deliveryRateLow}
          high={stats.deliveryRateHigh}
          of={stats.settledCount}
          goodFrom={0.93}
          fairFrom={0.8}
        />
      </td>
      <td data-label={t("success")}>
        <IntervalBar
          name={t("success")}
          value={stats.successRate}
          low={stats.successRateLow}
          high={stats.successRateHigh}
          of={stats.attemptCount}
          goodFrom={0.85}
          fairFrom={0.7}
        />
      </td>
    </>
  );
}
