import type { FlowMetrics } from "../flow/metrics.js";
import type { Metrics } from "./metrics.js";

/** What the steps measure, kept for Prometheus. */
export function flowMetrics(metrics: Metrics): FlowMetrics {
  return {
    sendStored: (status) => metrics.countSends(status),
    attemptAnswered: (vendor, channel, outcome, failureClass) =>
      metrics.countAttempts(vendor, channel, failureClass ?? outcome.toUpperCase()),
    submitTook: (vendor, ms) => metrics.observeSubmit(vendor, ms),
    decisionTook: (ms) => metrics.observeDecision(ms),
    delivered: (channel, ms) => metrics.observeEndToEnd(channel, ms),
    callbackRefused: (vendor, reason) => metrics.countRefusedCallback(vendor, reason),
    timerLate: (ms) => metrics.observeTimerLateness(ms),
    batch: (kind, size) => metrics.observeBatch(kind, size),
    guardJudged: (verdict) => metrics.countGuardJudged(verdict),
  };
}
