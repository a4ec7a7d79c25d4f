import { setImmediate as turn } from "node:timers/promises";
import { judgePhone } from "../../core/checks/judge-phone.js";
import type { Phone } from "../../core/phone.js";
import { countUnanswered } from "../checks/look-up-numbers.js";
import type { LookUpSource } from "../checks/look-up-request.js";
import type { CheckPorts } from "../checks/ports.js";
import type { TenantViewer } from "./check-list.js";
import { DistinctNumbers } from "./distinct-numbers.js";
import { listInputs } from "./list-inputs.js";
import type { ListEstimate } from "./ports.js";

// A few milliseconds of work, and one read where look-ups are asked for.
const atOnce = 200;

/**
 * Reads a list and counts what its check would come to; no vendor is asked and nothing is spent.
 * Memory does not grow with the list but for 32 bytes a number. Throws SheetProblem.
 *
 * @param source where numbers would be looked up; null = nowhere
 * @param told   hears how many entries were read
 */
export async function estimateList(
  ports: CheckPorts,
  viewer: TenantViewer,
  { bytes, defaultCountry }: { bytes: AsyncIterable<Buffer>; defaultCountry: string | null },
  source: LookUpSource | null,
  { now, told, signal }: ListWatch,
): Promise<ListEstimate> {
  const numbers = new DistinctNumbers();
  let inputs = 0;
  let lookUpsMax = 0;
  for await (const batch of listInputs(bytes, atOnce)) {
    signal?.throwIfAborted();
    const phones = batch.flatMap((input): Phone[] => {
      const phone = input.includes("@") ? null : judgePhone(input, defaultCountry).phone;
      return phone !== null && numbers.add(phone.e164) ? [phone] : [];
    });
    inputs += batch.length;
    lookUpsMax += source === null ? 0 : await countUnanswered(ports, viewer, phones, source, now());
    told(inputs);
    // Others get their turn.
    await turn();
  }
  return { inputs, numbers: numbers.size, lookUpsMax };
}

/** Who watches a list being read. */
export interface ListWatch {
  readonly now: () => Date;
  readonly told: (inputsRead: number) => void;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** What look-ups of a list cost at most: never more than the limit. */
export function lookUpCostMax(
  { lookUpsMax }: Pick<ListEstimate, "lookUpsMax">,
  lookUp: { readonly priceMicros: bigint; readonly maxCostMicros: bigint },
): bigint {
  const whole = BigInt(lookUpsMax) * lookUp.priceMicros;
  return whole < lookUp.maxCostMicros ? whole : lookUp.maxCostMicros;
}
