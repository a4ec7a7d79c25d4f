import type { GuardFacts } from "../../core/guard/guard-facts.js";
import type { GuardMode, GuardSetting, ServedGuardKind } from "../../core/guard/guard-rule.js";
import type { Page } from "../../flow/reads.js";
import type { KeyViewer } from "../../flow/viewer.js";

/** A guard rule, set or obeyed by default. */
export interface GuardRuleRow extends GuardSetting {
  readonly id: string;
  readonly kind: ServedGuardKind;
  readonly limit: number | null;
  readonly windowSec: number | null;
}

/** A rule as it is to be; one per kind and country. */
export interface GuardRuleChange {
  readonly kind: ServedGuardKind;
  readonly mode: GuardMode;
  readonly country: string | null;
  readonly limit: number | null;
  readonly windowSec: number | null;
}

/** What a rule found in a send. */
export interface GuardDecision {
  readonly id: string;
  readonly ruleId: string;
  readonly sendId: string;
  readonly at: Date;
  readonly isBlocked: boolean;
  readonly facts: GuardFacts;
}

/** How many sends a rule has refused, and what would have been held for them. */
export interface GuardTally {
  readonly blocked: number;
  readonly savedMicros: bigint;
}

/** A position in the list of decisions, newest first. */
export interface GuardPosition {
  readonly at: Date;
  readonly id: string;
}

/** A tenant's key that acts for its tenant. */
export type GuardViewer = KeyViewer & { readonly tenantId: string };

/** Guard rules and what they found, of the viewer's tenant alone. */
export interface GuardStore {
  /** All, those that were never set included: by kind, then the general one, then by country. */
  rules(viewer: GuardViewer): Promise<readonly GuardRuleRow[]>;
  /** In the order of ids; null where the tenant has no such rule. */
  rulesById(viewer: GuardViewer, ids: readonly string[]): Promise<readonly (GuardRuleRow | null)[]>;
  /** Sets the rule of a kind and country, or changes it. Bumps the tenant's rules. */
  setRule(viewer: GuardViewer, change: GuardRuleChange, now: Date): Promise<GuardRuleRow>;
  /** Newest first. */
  decisions(
    viewer: GuardViewer,
    blockedOnly: boolean,
    limit: number,
    after: GuardPosition | null,
  ): Promise<Page<GuardDecision>>;
  countDecisions(viewer: GuardViewer, blockedOnly: boolean): Promise<number>;
  /** In the order of ids: what each rule has refused since then. */
  tallies(
    viewer: GuardViewer,
    ruleIds: readonly string[],
    since: Date,
  ): Promise<readonly GuardTally[]>;
}
