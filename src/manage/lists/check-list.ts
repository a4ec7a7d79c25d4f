import { setImmediate as turn } from "node:timers/promises";
import { messageLocaleOf } from "../../core/locale.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { type CheckRequest, checkNumbers, type NumberVerdict } from "../checks/check-numbers.js";
import type { LookUpRequest } from "../checks/look-up-request.js";
import type { CheckPorts } from "../checks/ports.js";
import { listInputs } from "./list-inputs.js";
import { listHeader, listRow } from "./list-rows.js";

/** Who a list is checked for. */
export type TenantViewer = KeyViewer & { readonly tenantId: string };

/** What is known of a check while it is made; exact once its bytes have ended. */
export interface ListTally {
  inputsRead: number;
  invalid: number;
  /** Numbers that a vendor was asked about. */
  lookedUp: number;
  /** What look-ups cost at most, in the currency that they were asked for in. */
  spentMicros: bigint;
}

// Without look-ups a batch is one read; with them no more than can be asked in some seconds.
const atOnce = { free: 200, lookUps: 100 };

/**
 * Checks a list and writes the result as CSV, reasons in the tenant's language: one line for each
 * entry, in their order, some at a time. Look-ups keep to one limit in all. An account that cannot
 * be asked any more ends the look-ups, not the check. Throws SheetProblem, and ListStopped when it
 * was stopped.
 *
 * @param tally counts as the bytes pass; what it holds at first counts, too
 */
export async function* checkList(
  ports: CheckPorts,
  viewer: TenantViewer,
  list: Omit<CheckRequest, "inputs"> & { readonly bytes: AsyncIterable<Buffer> },
  { tally, now, signal }: { tally: ListTally; now: () => Date; signal?: AbortSignal },
): AsyncGenerator<string> {
  let { lookUp } = list;
  const { defaultCountry } = list;
  const isAskedFor = lookUp !== null;
  const [tenant] = await ports.tenants.tenantsById(viewer, [viewer.tenantId]);
  const locale = messageLocaleOf(tenant?.locale);
  yield listHeader;
  for await (const inputs of listInputs(list.bytes, isAskedFor ? atOnce.lookUps : atOnce.free)) {
    signal?.throwIfAborted();
    const left = lookUp === null ? null : within(lookUp, tally.spentMicros);
    let result = await checkNumbers(ports, viewer, { inputs, defaultCountry, lookUp: left }, now);
    if (!result.ok) {
      lookUp = null;
      result = await checkNumbers(ports, viewer, { inputs, defaultCountry, lookUp }, now);
    }
    if (!result.ok) {
      throw new Error("a check without look-ups was refused");
    }
    const { verdicts, asked, spentMicros, isOver } = result.value;
    const isGone = isAskedFor && lookUp === null;
    lookUp = isOver ? null : lookUp;
    const rows = verdicts.map((verdict) =>
      listRow(isGone ? withoutAccount(verdict) : verdict, locale),
    );
    tally.inputsRead += verdicts.length;
    tally.invalid += verdicts.filter(({ isValid }) => !isValid).length;
    tally.lookedUp += asked;
    tally.spentMicros += spentMicros;
    yield rows.join("");
    // Others get their turn.
    await turn();
  }
}

function within(lookUp: LookUpRequest, spentMicros: bigint): LookUpRequest {
  const left = lookUp.maxCostMicros - spentMicros;
  return { ...lookUp, maxCostMicros: left < 0n ? 0n : left };
}

function withoutAccount(verdict: NumberVerdict): NumberVerdict {
  // What a vendor said before is an answer all the same.
  return verdict.phone === null || verdict.source !== "libphonenumber"
    ? verdict
    : {
        ...verdict,
        lookUp: "STOPPED",
        reasons: [...verdict.reasons, { phrase: "checkLookUpAccount" }],
      };
}
