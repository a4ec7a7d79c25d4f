/** Every number that measured routing is tuned by, with its unit. */
export interface RouteParameters {
  /** Half-life of what is learned of routes, seconds. */
  readonly halfLifeSec: number;
  /** Prior share of messages that arrive, before anything is measured. */
  readonly priorDelivery: number;
  /** How many attempts the prior weighs. */
  readonly priorWeight: number;
}

/** The defaults. */
export const routeParameters: RouteParameters = {
  halfLifeSec: 8 * 3600,
  priorDelivery: 0.85,
  priorWeight: 4,
};
