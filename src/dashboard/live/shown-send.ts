import type { SendPageQuery } from "./live.generated.js";

export type ShownSend = NonNullable<SendPageQuery["send"]>;
export type ShownAttempt = ShownSend["attempts"][number];

/** True while something may still happen by itself. */
export function isOpen({ status, verification }: ShownSend): boolean {
  return verification === "PENDING" && status !== "BLOCKED" && status !== "CANCELED";
}
