import type { RouteView } from "./estimate-view.js";

/** ρ = P(arrived | receipt "delivered"): the trust, as far as it is a share. */
export function arrivedIfDelivered(view: RouteView): number {
  return Math.min(1, view.trust);
}

/**
 * P(an accepted message arrives): d ρ + (1 − d) × (P(typed | silent) / P(typed | arrived)). 0..1,
 * dead numbers counted as what does not arrive.
 */
export function arrivalOf(view: RouteView): number {
  const honest = arrivedIfDelivered(view);
  const { delivered, typedIfDelivered, typedIfSilent } = view;
  const silent = Math.min(typedIfSilent, typedIfDelivered);
  const typedIfArrived = Math.max(1e-6, typedIfDelivered / Math.max(0.05, honest));
  return Math.min(0.995, delivered * honest + (1 - delivered) * (silent / typedIfArrived));
}
