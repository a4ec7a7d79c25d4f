/** Every number that measured routing is tuned by, with its unit. */
export interface RouteParameters {
  /** Half-life of what is learned of routes, seconds. */
  readonly routeHalfLifeSec: number;
  /** Half-life of latency histograms, seconds. */
  readonly latencyHalfLifeSec: number;
  /** Half-life of the usual conversion of a cell, seconds. */
  readonly baseHalfLifeSec: number;
  /** Half-life of patience, typing time, dead numbers and requests for another code, seconds. */
  readonly peopleHalfLifeSec: number;
  /**
   * Share of messages that get a receipt "delivered" before anything is measured, and its weight.
   */
  readonly priorDelivery: number;
  readonly priorDeliveryWeight: number;
  /** Expected conversions that the prior trust of 1 weighs. */
  readonly priorTrustWeight: number;
  /** Attempts that a wider level weighs in a narrower one. */
  readonly pooling: number;
  /** The same for trust, in expected conversions: lying is a vendor's way, not a network's. */
  readonly poolingTrust: number;
  /** The most a route may convert beyond what is usual. */
  readonly trustMax: number;
  /** A trial without receipt counts this much at the ages q50 + 1 s and q85 + 1 s; then fully. */
  readonly dripAtMedian: number;
  readonly dripAtLate: number;
  /** Share of the standard deviation that exploration looks at. */
  readonly explorationWidth: number;
  /**
   * A route whose receipts lie loses this part of what it promises, times 1 − ρ: of two that
   * bring as many codes the honest one is taken, whose failures are seen.
   */
  readonly lieDiscount: number;
  /** Share of follow-up choices that go to another route than the best. */
  readonly followUpExploration: number;
  /** The waits that are weighed, seconds, rising. */
  readonly waitsSec: readonly number[];
  /** Follow-ups that are weighed for each first route. */
  readonly followUps: number;
  /** Options, best first, for which that is done; behind them it is done roughly. */
  readonly wellPlanned: number;
  /** A retry on an upstream that has just lost a message is worth this share. */
  readonly sameUpstream: number;
  /** A messenger after a messenger of the same kind: the number is mostly not on it. */
  readonly sameMessenger: number;
  /** When a person asks again, seconds after the request: median, and log-scale deviation. */
  readonly asksAgainMedianSec: number;
  readonly asksAgainSigma: number;
  /** A receipt "delivered" of a route trusted less does not end the wait. */
  readonly confirmBelowTrust: number;
  /** Then the code has this long to be typed in, seconds. */
  readonly confirmSec: number;
  /** And a failover follows when the message is held lost with more than this chance. */
  readonly confirmLost: number;
  /** What a second of delay costs, as a share of a verified user's value, while no budget binds. */
  readonly delayCostPerSec: number;
  readonly guard: GuardParameters;
  readonly breaker: BreakerParameters;
  readonly pacing: PacingParameters;
}

/** Of the pump guard. */
export interface GuardParameters {
  /** Usual share of verified sends of a prefix, and the sends that this weighs; fewer while hot. */
  readonly priorRate: number;
  readonly priorWeight: number;
  readonly priorWeightHot: number;
  /** A prefix is hot above this multiple of its cell's mean request rate … */
  readonly hotRatio: number;
  /** … and above this many requests in half an hour. */
  readonly hotRequests: number;
  /** A prefix that verifies this share of its sends is genuine. */
  readonly genuineRate: number;
  readonly halfLifeSec: number;
  readonly halfLifeHotSec: number;
  /** Half-life of request rates, seconds. */
  readonly rateHalfLifeSec: number;
  /** Mean length of an attack, seconds. */
  readonly attackSec: number;
  /** Codes typed in that prove a hot prefix genuine. */
  readonly provedBy: number;
  /**
   * Share let through of what a tenant's own limit refuses, whatever it is worth: little enough for
   * the limit to be one, and enough to see an attack end.
   */
  readonly letThrough: number;
  /** A send counts against its prefix when it is this old and unverified, seconds. */
  readonly matureSec: number;
}

/** Of the breakers. */
export interface BreakerParameters {
  /** CUSUM: a healthy route hits with this share of its expected rate … */
  readonly healthy: number;
  /** … a broken one with this share of that; for receipts and for conversions. */
  readonly broken: number;
  readonly brokenTyped: number;
  /** Log-likelihood ratio at which a breaker opens. */
  readonly openAt: number;
  readonly openAtUpstream: number;
  /**
   * Evidence that is left of the delivery and of the conversion rate when it opens soon after it
   * closed, attempts.
   */
  readonly keptDelivery: number;
  readonly keptTyped: number;
  /** First wait between probes, longest, and the factor of each failed one. */
  readonly probeSec: number;
  readonly probeSecMax: number;
  readonly probeGrowth: number;
  /** Later the longest wait is this share of the time since it opened. */
  readonly probeShare: number;
  /** A probe of an outage counts this much of what its route does, 0..1: outages end. */
  readonly probeWeight: number;
  /** An opening within this time of the last closing is a flap: it doubles the first wait … */
  readonly flapSec: number;
  /** … up to this factor. */
  readonly flapFactorMax: number;
  /** Good receipts, or conversions, in a row that close it. */
  readonly closeAfter: number;
}

/** Of budget pacing. */
export interface PacingParameters {
  /** How often the shadow price is solved anew, seconds. */
  readonly everySec: number;
  /** Recent sends whose demand is remembered, and the least time between two of them, seconds. */
  readonly recentSends: number;
  readonly sampleEverySec: number;
  /** Imagined sends beside them, whose demand falls evenly with the price. */
  readonly imaginedSends: number;
  /** Sends over which real spending is compared with what was expected … */
  readonly memorySends: number;
  /** … beside this many that cost just that. */
  readonly priorSends: number;
  /**
   * A forecast counts as much as what the budget can pay after so many requests, and after this
   * share of the time that is left.
   */
  readonly priorRequests: number;
  readonly priorShare: number;
  readonly shadowPriceMax: number;
}

const hour = 3600;

/** The defaults; where they come from is told in the README beside this folder. */
export const routeParameters: RouteParameters = {
  routeHalfLifeSec: 8 * hour,
  latencyHalfLifeSec: 4 * hour,
  baseHalfLifeSec: 12 * hour,
  peopleHalfLifeSec: 24 * hour,
  priorDelivery: 0.85,
  priorDeliveryWeight: 4,
  priorTrustWeight: 8,
  pooling: 30,
  poolingTrust: 100,
  trustMax: 1.5,
  dripAtMedian: 0.4,
  dripAtLate: 0.85,
  explorationWidth: 0.08,
  lieDiscount: 0.1,
  followUpExploration: 0.02,
  waitsSec: [3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 26, 30, 40, 60],
  followUps: 4,
  wellPlanned: 6,
  sameUpstream: 0.55,
  sameMessenger: 0.12,
  asksAgainMedianSec: 35,
  asksAgainSigma: 0.4,
  confirmBelowTrust: 0.85,
  confirmSec: 22,
  confirmLost: 0.35,
  delayCostPerSec: 0.0085,
  guard: {
    priorRate: 0.75,
    priorWeight: 8,
    priorWeightHot: 2.5,
    hotRatio: 4,
    hotRequests: 6,
    genuineRate: 0.6,
    halfLifeSec: 2 * hour,
    halfLifeHotSec: 24 * hour,
    rateHalfLifeSec: hour / 4,
    attackSec: 8 * hour,
    provedBy: 3,
    letThrough: 0.04,
    matureSec: 60,
  },
  breaker: {
    healthy: 0.88,
    broken: 0.45,
    brokenTyped: 0.5,
    openAt: 9,
    openAtUpstream: 9,
    keptDelivery: 12,
    keptTyped: 8,
    probeSec: 30,
    probeSecMax: 600,
    probeGrowth: 1.5,
    probeShare: 0.1,
    probeWeight: 0.25,
    flapSec: 2 * hour,
    flapFactorMax: 16,
    closeAfter: 2,
  },
  pacing: {
    everySec: 20,
    recentSends: 128,
    sampleEverySec: 60,
    imaginedSends: 5,
    memorySends: 1000,
    priorSends: 50,
    priorRequests: 30,
    priorShare: 0.05,
    shadowPriceMax: 60,
  },
};
