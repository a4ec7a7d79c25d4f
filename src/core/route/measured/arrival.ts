import type { ArrivalFacts, RouteView } from "./estimate-view.js";

/** ρ = P(arrived | receipt "delivered"): the trust, as far as it is a share. */
export function arrivedIfDelivered(view: RouteView): number {
  return Math.min(1, view.trust);
}

/** Worked out once for a view, and kept with it. */
export function arrivalFacts(view: RouteView): ArrivalFacts {
  view.arrival ??= factsOf(view);
  return view.arrival;
}

function factsOf(view: RouteView): ArrivalFacts {
  const arrives = arrivalOf(view);
  const told = view.delivered * arrivedIfDelivered(view);
  const covered = Math.min(1, told / Math.max(0.01, arrives));
  return { arrives, lies: lieOf(view), covered };
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

/** P(receipt "delivered" | the message does not arrive): how often the route lies. */
export function lieOf(view: RouteView): number {
  const lied = view.delivered * (1 - arrivedIfDelivered(view));
  return Math.min(1, lied / Math.max(0.01, 1 - arrivalOf(view)));
}

/**
 * How much likelier than usual a receipt "delivered" is when arrival is `reach` times as likely as
 * usual: the same for an honest route, hardly changed for one that lies.
 */
export function receiptReach(view: RouteView, reach: number): number {
  const usual = arrivalOf(view);
  const now = Math.min(0.995, usual * reach);
  const lies = lieOf(view);
  const covered = (view.delivered * arrivedIfDelivered(view)) / Math.max(0.01, usual);
  return (now * covered + (1 - now) * lies) / Math.max(0.01, usual * covered + (1 - usual) * lies);
}

/**
 * How far a receipt "delivered" is to be believed after what other attempts met, as a share of how
 * far it usually is: the same for an honest route, less for one that lies, for then more of its
 * receipts are lies.
 *
 * @param dead      P(dead number) of a first attempt
 * @param deadNow   the same, given the other attempts
 * @param reachNow  how likely it arrives at a live number, as a share of what is usual
 */
export function truthOf(view: RouteView, dead: number, deadNow: number, reachNow: number): number {
  const usual = arrivalOf(view);
  const lies = lieOf(view);
  const told = (view.delivered * arrivedIfDelivered(view)) / Math.max(0.01, usual);
  const now = (1 - deadNow) * Math.min(0.99, (usual / (1 - dead)) * reachNow);
  const share = (arrives: number): number =>
    (arrives * told) / Math.max(1e-6, arrives * told + (1 - arrives) * lies);
  return Math.min(1, share(now) / Math.max(1e-6, share(usual)));
}

/**
 * A loss proves no more than that of a route which reaches this share of live numbers: losses of
 * one number have more in common than upstreams, and who is given up too early is lost for good.
 */
const provesAtMost = 0.8;
/** Of those whom a code reaches, this share does not type it. */
const untypedShare = 0.15;

/**
 * P(what came of an attempt | dead number) / P(the same | live number) of a send that nobody
 * verified.
 *
 * @param dead     δ, the share of dead numbers
 * @param repeated how likely it arrived at a live number, as a share of what is usual
 */
export function deadOdds(
  view: RouteView,
  isDelivered: boolean,
  dead: number,
  repeated: number,
): number {
  const usual = arrivalOf(view);
  const lies = lieOf(view);
  const arrives = Math.min(provesAtMost, (usual / (1 - dead)) * repeated);
  const told = Math.min(1, (view.delivered * arrivedIfDelivered(view)) / Math.max(0.01, usual));
  const ofTold = arrives * told * untypedShare + (1 - arrives) * lies;
  const ofUntold = arrives * (1 - told) * untypedShare + (1 - arrives) * (1 - lies);
  return isDelivered ? lies / Math.max(1e-6, ofTold) : (1 - lies) / Math.max(1e-6, ofUntold);
}
