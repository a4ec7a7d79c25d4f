/** Below any of these the market shows nothing of a cell, so that no tenant can be made out. */
export const marketRule = {
  tenantsMin: 3,
  attemptsMin: 100,
  /** The largest share of the attempts that one tenant may have. */
  tenantShareMax: 0.8,
} as const;

/** What the market's costs are added up in; shown in the viewer's own currency. */
export const marketCurrency = "USD";

/** How often the market's figures are worked out anew. */
export const marketRefreshMs = 60_000;
