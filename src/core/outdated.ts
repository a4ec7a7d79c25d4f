/**
 * What a transaction went by: the rules of tenants and the market, what is left of a budget, or
 * that nobody made its requests before and nothing is open to their recipients.
 */
export type Presumption = "RULES" | "BUDGET" | "NEW";

/** Thrown by a transaction that went by something that is so no more; nothing was stored. */
export class Outdated extends Error {
  constructor(readonly what: Presumption) {
    super(`what a transaction went by is so no more: ${what}`);
  }
}
