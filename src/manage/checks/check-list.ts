import { judgePhone } from "../../core/checks/judge-phone.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { linesOf } from "../rates/sheet-lines.js";
import {
  checkInputMax,
  type CheckOutcome,
  type CheckRequest,
  checkNumbers,
} from "./check-numbers.js";
import { type LookUpRequest, type LookUpResult, lookUpSource } from "./look-up-numbers.js";
import type { CheckPorts } from "./ports.js";

type TenantViewer = KeyViewer & { readonly tenantId: string };

const atOnce = 100;
const headerPattern = /^(phone|number|msisdn|e-?mail|input|recipient|nomor|telepon)\b/i;

/** What look-ups of a list can cost, before any starts. */
export interface LookUpEstimate {
  /** Look-ups at most: numbers that are valid, each once. */
  readonly numbers: number;
  readonly eachMicros: bigint;
  /** What they cost at most: never more than `maxCost`. */
  readonly costMicros: bigint;
}

/**
 * The first cell of every line of a table or a list: what is to be checked. A first line that names
 * columns is left out, and so are empty lines. Throws SheetProblem for what is no text in UTF-8.
 */
export async function readInputs(bytes: AsyncIterable<Buffer>): Promise<string[]> {
  const inputs: string[] = [];
  let isFirst = true;
  for await (const lines of linesOf(bytes)) {
    for (const { cells } of lines) {
      const [cell = ""] = cells;
      if (cell !== "" && !(isFirst && headerPattern.test(cell))) {
        inputs.push(cell.slice(0, checkInputMax));
      }
      isFirst = false;
    }
  }
  return inputs;
}

/** Reckons what look-ups of a list can cost; nobody is asked. Refused: as `lookUpSource` says. */
export async function estimateLookUps(
  ports: CheckPorts,
  viewer: TenantViewer,
  inputs: readonly string[],
  { defaultCountry, lookUp }: { defaultCountry: string | null; lookUp: LookUpRequest },
): Promise<LookUpResult<LookUpEstimate>> {
  const source = await lookUpSource(ports, viewer, lookUp);
  if (!source.ok) {
    return source;
  }
  const phones = new Set(
    inputs.flatMap((input) => judgePhone(input, defaultCountry).phone?.e164 ?? []),
  );
  const { eachMicros } = source.value;
  const whole = BigInt(phones.size) * eachMicros;
  const costMicros = whole < lookUp.maxCostMicros ? whole : lookUp.maxCostMicros;
  return { ok: true, value: { numbers: phones.size, eachMicros, costMicros } };
}

/** Checks a list of any length, 100 inputs at a time, within one limit for all look-ups. */
export async function* checkList(
  ports: CheckPorts,
  viewer: TenantViewer,
  { inputs, defaultCountry, lookUp }: CheckRequest,
  now: () => Date,
): AsyncGenerator<LookUpResult<CheckOutcome>> {
  let left = lookUp?.maxCostMicros ?? 0n;
  for (let start = 0; start < inputs.length; start += atOnce) {
    const request = {
      inputs: inputs.slice(start, start + atOnce),
      defaultCountry,
      lookUp: lookUp === null ? null : { ...lookUp, maxCostMicros: left },
    };
    const result = await checkNumbers(ports, viewer, request, now);
    yield result;
    if (!result.ok) {
      return;
    }
    left -= result.value.spentMicros;
  }
}
