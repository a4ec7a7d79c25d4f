import type { Channel, FailureClass } from "../core/otp/status.js";

/** What the steps measure; http/metrics.ts keeps it for Prometheus. Durations in milliseconds. */
export interface FlowMetrics {
  sendStored(status: string): void;
  /** outcome: accepted, rejected, unknown; the class of a rejection. */
  attemptAnswered(
    vendor: string,
    channel: Channel,
    outcome: string,
    failureClass: FailureClass | null,
  ): void;
  submitTook(vendor: string, ms: number): void;
  decisionTook(ms: number): void;
  delivered(channel: string, endToEndMs: number): void;
  callbackRefused(vendor: string, reason: string): void;
  timerLate(ms: number): void;
  batch(kind: string, size: number): void;
  /** What the pump guard said of a send whose numbers look pumped. */
  guardJudged(verdict: "refused" | "let_through" | "would_refuse"): void;
}
