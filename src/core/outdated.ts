/** What a transaction went by: the rules of tenants and the market, or what is left of a budget. */
export type Presumption = "RULES" | "BUDGET";

/** Thrown by a transaction that went by something that is so no more; nothing was stored. */
export class Outdated extends Error {
  constructor(readonly what: Presumption) {
    super(`${what} changed while a transaction went by them`);
  }
}
