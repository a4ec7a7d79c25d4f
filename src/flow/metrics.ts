import type { FailureClass } from "../core/otp/status.js";

/** What the steps measure; http/metrics.ts keeps it for Prometheus. Durations in milliseconds. */
export interface FlowMetrics {
  sendStored(status: string): void;
  attemptAnswered(vendor: string, outcome: string, failureClass: FailureClass | null): void;
  submitTook(ms: number): void;
  decisionTook(ms: number): void;
  delivered(endToEndMs: number): void;
  callbackRefused(vendor: string, reason: string): void;
  timerLate(ms: number): void;
  batch(kind: string, size: number): void;
}
