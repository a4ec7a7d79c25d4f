import type { Candidate } from "../../../src/core/route/candidate.js";

export function candidate(over: Partial<Candidate> = {}): Candidate {
  return {
    vendorIndex: 0,
    vendorId: "v",
    vendorSlug: "v",
    accountId: "acc",
    channel: "SMS",
    weight: null,
    skippedBecause: null,
    price: { micros: 8_250n, currency: "USD", billedOn: "SUBMITTED" },
    parts: 1,
    exchangeRate: "1",
    tenantPriceMicros: 8_250n,
    breaker: "HEALTHY",
    isProbe: false,
    failures: 0,
    evidence: null,
    ...over,
  };
}
