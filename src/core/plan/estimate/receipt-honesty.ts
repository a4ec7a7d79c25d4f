import type { Channel } from "../../otp/status.js";

/** Receipt trust of a route as measured: codes typed in, of those to be expected. */
export interface TrustEvidence {
  /** 0..1.5. */
  readonly trust: number;
  /** Codes that were to be expected, decayed; 0 up. */
  readonly evidence: number;
}

/** What fewer codes than expected say of a route's receipts, and of the channel's people. */
export interface ReceiptHonesty {
  /** P(arrived | receipt "delivered"), 0..1. */
  readonly share: number;
  /** Standard deviation of `share`. */
  readonly deviation: number;
  /** P(typed | arrived), relative to the usual; about 1. */
  readonly conversion: number;
}

/** What is assumed of how often codes of a channel are typed in, relative to SMS. */
interface ConversionPrior {
  readonly mean: number;
  readonly deviation: number;
}

const sms: ConversionPrior = { mean: 1, deviation: 0.01 };
const usual: ConversionPrior = { mean: 0.97, deviation: 0.03 };
const priors: Partial<Record<Channel, ConversionPrior>> = {
  SMS: sms,
  VOICE: { mean: 0.87, deviation: 0.07 },
};
/** So many routes lie; what arrives of their "delivered" is anything from `honestLeast` to all. */
const liars = 0.15;
const honestLeast = 0.2;
/** Codes typed in vary by so much of what chance makes of independent ones. */
const spread = 0.5;
/** Trust is no better known than this. */
const trustDeviationMin = 0.02;
const conversions = Array.from({ length: 31 }, (_, index) => 0.7 + index * 0.0125);

/**
 * How far receipts of one channel's routes are to be believed. Fewer codes typed in than expected
 * mean that receipts lie, or that people type fewer codes of this channel: the one is a route's
 * own, the other all of the channel's routes have in common. A mixture: each route is honest, so
 * that its trust is the channel's conversion, or it lies and its trust is anywhere below that.
 * O(routes × 31).
 *
 * @param all one or more routes of the channel
 */
export function receiptHonesty(
  channel: Channel,
  all: readonly TrustEvidence[],
): readonly ReceiptHonesty[] {
  const prior = priors[channel] ?? usual;
  const logs = conversions.map((conversion) =>
    all.reduce(
      (sum, route) => sum + Math.log(likelihood(route, conversion).total),
      -0.5 * ((conversion - prior.mean) / prior.deviation) ** 2,
    ),
  );
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const conversion = conversions.reduce(
    (sum, one, index) => sum + (one * (weights[index] ?? 0)) / total,
    0,
  );
  return all.map((route) => {
    let mean = 0;
    let square = 0;
    conversions.forEach((one, index) => {
      const share = (weights[index] ?? 0) / total;
      const { honest, lying, total: both } = likelihood(route, one);
      const told = Math.min(1, route.trust / one);
      const unsure = deviationOf(route) / one;
      mean += (share * (honest + lying * told)) / both;
      square += (share * (honest + lying * (told ** 2 + unsure ** 2))) / both;
    });
    const deviation = Math.sqrt(Math.max(0, square - mean ** 2));
    return { share: mean, deviation, conversion };
  });
}

/** How well a route's trust fits a conversion, were it honest, and did it lie. */
function likelihood(
  route: TrustEvidence,
  conversion: number,
): { readonly honest: number; readonly lying: number; readonly total: number } {
  const deviation = deviationOf(route);
  const away = (route.trust - conversion) / deviation;
  const honest = ((1 - liars) * Math.exp(-0.5 * away ** 2)) / (deviation * Math.sqrt(2 * Math.PI));
  // Uniform below the conversion, blurred by how well trust is known.
  const lying = (liars * below(-away)) / (conversion * (1 - honestLeast));
  return { honest, lying, total: honest + lying + 1e-12 };
}

/** P(a standard normal < x), by a logistic curve. */
function below(x: number): number {
  return 1 / (1 + Math.exp(-1.702 * x));
}

function deviationOf({ trust, evidence }: TrustEvidence): number {
  return Math.sqrt((spread * Math.max(0.1, trust)) / (evidence + 2) + trustDeviationMin ** 2);
}
