/** Thrown by a transaction in which a budget period did not take its change; nothing was stored. */
export class PeriodRefused extends Error {
  constructor() {
    super("a budget period did not take what was admitted to it");
  }
}
