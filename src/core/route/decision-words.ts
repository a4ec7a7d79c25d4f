import type { Channel } from "../otp/status.js";
import type { SkipReason } from "./candidate.js";
import type { ChoiceReason } from "./choose-vendor.js";
import type { WaitReason } from "./wait.js";

/** Why a vendor could not be used, in plain English; country null = none is known. */
export function skipWords(reason: SkipReason, channel: Channel, country: string | null): string {
  switch (reason) {
    case "NO_ACCOUNT":
      return "no account at this vendor";
    case "DISCONNECTED":
      return "disconnected";
    case "CHANNEL_NOT_OFFERED":
      return `the account does not offer ${channel}`;
    case "PAUSED":
      return "paused";
    case "NO_SENDER":
      return `no sender for ${channel}`;
    case "NO_OFFER":
      return country === null ? "no offer" : `no offer in ${country}`;
    case "NO_EXCHANGE_RATE":
      return "no exchange rate";
    case "DEARER_THAN_CAP":
      return "dearer than the cap";
    case "BREAKER_OPEN":
      return "breaker open";
    case "ACCOUNT_STOPPED":
      return "the vendor refuses the account";
    case "ALREADY_TRIED":
      return "already tried";
  }
}

/** What a choice's words need to know. */
export interface ChoiceFacts {
  /** How many vendors could be used. */
  readonly usable: number;
  /** 0..1. */
  readonly propensity: number;
  /** The vendor that was taken. */
  readonly vendorSlug: string;
  readonly isProbe: boolean;
  /** True when the budget had no room for the strategy's first choice. */
  readonly isSecondBest: boolean;
}

/** Why this vendor, in plain English. */
export function choiceWords(reason: ChoiceReason, facts: ChoiceFacts): string {
  const first = firstWords(reason, facts);
  const budget = facts.isSecondBest
    ? `; that one had no room in the budget, so ${facts.vendorSlug} was taken`
    : "";
  const probe = facts.isProbe ? "; its circuit is open and this attempt probes it" : "";
  return `${first}${budget}${probe}`;
}

function firstWords(reason: ChoiceReason, { usable, propensity }: ChoiceFacts): string {
  switch (reason) {
    case "FIRST_IN_PLAN":
      return `first of ${usable} usable vendors in the plan's order`;
    case "CHEAPEST":
      return `cheapest of ${usable} usable vendors`;
    case "DRAWN_BY_WEIGHT":
      return (
        `drawn by weight, ${Math.round(propensity * 100)} times in 100, ` +
        `of ${usable} usable vendors`
      );
    case "ONLY_ONE":
      return "the only usable vendor of the step";
    case "ALL_OPEN":
      return "every circuit is open, so the vendor with the fewest failures in a row was taken";
  }
}

/** Where an attempt's wait comes from, in plain English. */
export function waitWords(reason: WaitReason): string {
  switch (reason) {
    case "PLAN":
      return "the plan's own wait";
    case "NOT_MEASURED":
      return "adaptive waits need measured latencies; 20 s until there are some";
  }
}
