import type { Candidate } from "../../route/candidate.js";
import type { RoutingPolicy } from "../../route/routing-policy.js";
import type { RouteParameters } from "../../route/measured/parameters.js";
import type { EstimateView } from "../../route/measured/estimate-view.js";
import type { PlanSpec } from "../plan.js";
import type { RouteOdds } from "./route-odds.js";
import type { AskingHabits, VirtualPatience } from "./virtual-patience.js";

/** Where recipients are, and how many of them. */
export interface TrafficCell {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** mcc and mnc joined; null = not known. */
  readonly network: string | null;
  /** Above 0; shares are relative to the sum. */
  readonly weight: number;
}

/** A plan, where it is to send, and what is known there. */
export interface VirtualMarket {
  readonly spec: PlanSpec;
  readonly view: EstimateView;
  /** The moment that the view is asked about, in the view's seconds. */
  readonly atSec: number;
  readonly parameters: RouteParameters;
  readonly policy: RoutingPolicy;
  readonly asking: AskingHabits;
  readonly sameUpstream: number;
  /** Of the people of all cells together. */
  readonly patience: VirtualPatience;
  readonly cells: readonly VirtualCell[];
}

/** One cell of the traffic as the plan meets it. */
export interface VirtualCell {
  readonly country: string;
  /** Share of the sends, 0..1. */
  readonly share: number;
  /** Its number in the route space. */
  readonly cell: number;
  /** In the order of the plan's steps. */
  readonly steps: readonly VirtualStep[];
  /** Share of numbers that no route reaches. */
  readonly dead: number;
  /** P(asks again | nothing has arrived, still there). */
  readonly asks: number;
  /** V: what a verified user is worth, units of the tenant's currency. */
  readonly value: number;
}

/** The vendors of one step in one cell, in plan order. */
export interface VirtualStep {
  readonly candidates: readonly Candidate[];
  readonly odds: readonly RouteOdds[];
}
