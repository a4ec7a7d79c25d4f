import { expect } from "vitest";
import type { PlanInput, PlanStepInput } from "../../src/core/plan/plan-input.js";

/**
 * A plan of two channels with two vendors each, 5 s of wait per attempt, resends without a pause.
 * NusaText echoes no reference and bills on delivery; Primeline bills at hand-over and takes its
 * charge back; both WhatsApp vendors bill on delivery.
 */
export function twoChannelPlan(
  key: string,
  changes: Partial<PlanInput> & { readonly step?: Partial<PlanStepInput> } = {},
): PlanInput {
  const { step, ...plan } = changes;
  return {
    key,
    name: key,
    steps: [
      {
        channel: "SMS",
        vendors: [{ vendor: "nusatext" }, { vendor: "primeline" }],
        waitSec: 5,
        ...step,
      },
      { channel: "WHATSAPP", vendors: [{ vendor: "metrowa" }, { vendor: "globex" }], waitSec: 5 },
    ],
    resend: { cooldownSec: 0 },
    ...plan,
  };
}

let file: string | undefined;
let last = 0;

/**
 * An Indonesian mobile number that no other test of the file uses. Which one it is does not depend
 * on the files that the same process ran before.
 */
export function nextPhone(): string {
  const { testPath } = expect.getState();
  last = testPath === file ? last + 1 : 1;
  file = testPath;
  return `+6281234${String(100_000 + last)}`;
}
