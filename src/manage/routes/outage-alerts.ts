import { uuidv7 } from "uuidv7";
import { type Alert, marketplaceTenantId, severityOf, vendorDownCause } from "../../core/alert.js";
import type { Channel } from "../../core/otp/status.js";
import type { RouteBreakerRow } from "../../flow/measured-rows.js";
import type { ResolvedCause } from "../../flow/ports.js";

/** What alerts say of an account. */
export interface AlertAccount {
  /** Null = the marketplace's. */
  readonly tenantId: string | null;
  readonly vendorId: string;
  readonly vendorSlug: string;
}

/** What breakers that opened and closed come to. */
export interface OutageNews {
  readonly raised: readonly Alert[];
  readonly resolved: readonly ResolvedCause[];
}

interface Outage {
  readonly row: RouteBreakerRow;
  readonly accountId: string;
  readonly channel: Channel;
  readonly account: AlertAccount;
  readonly cause: string;
}

/**
 * Which alerts are due: one for each account's channel that a whole country or upstream is lost
 * for. A single network is shown as the vendor's health alone: most such openings end by themselves
 * within minutes.
 */
export function outageNews(
  before: readonly RouteBreakerRow[],
  after: readonly RouteBreakerRow[],
  accountOf: (accountId: string) => AlertAccount | null,
  now: Date,
): OutageNews {
  const was = new Map(outagesOf(before, accountOf).map((outage) => [outage.cause, outage]));
  const is = new Map(outagesOf(after, accountOf).map((outage) => [outage.cause, outage]));
  const opened = [...is.values()].filter(({ cause }) => !was.has(cause));
  const closed = [...was.values()].filter(({ cause }) => !is.has(cause));
  return {
    raised: opened.map((outage) => alertOf(outage, now)),
    resolved: closed.map(({ account, cause }) => ({ tenantId: ownerOf(account), cause })),
  };
}

/** What the causes of all outage alerts of the same route and country begin with. */
export function sameOutage({ cause }: Alert): string {
  const at = /:\d{4}-\d\d-\d\dT.*$/.exec(cause);
  return at === null ? cause : cause.slice(0, at.index + 1);
}

function outagesOf(
  rows: readonly RouteBreakerRow[],
  accountOf: (accountId: string) => AlertAccount | null,
): readonly Outage[] {
  return rows
    .filter(({ scope }) => scope !== "CELL")
    .flatMap((row) =>
      row.accountIds.flatMap((accountId, index): Outage[] => {
        const account = accountOf(accountId);
        const channel = row.channels[index] as Channel;
        const cause = vendorDownCause(accountId, channel, countryOf(row), row.openedAt);
        return account === null ? [] : [{ row, accountId, channel, account, cause }];
      }),
    );
}

function alertOf({ row, channel, account, cause }: Outage, now: Date): Alert {
  const facts = {
    kind: "VENDOR_DOWN" as const,
    vendor: account.vendorSlug,
    channel,
    country: countryOf(row),
    failures: row.failures,
  };
  return {
    tenantId: ownerOf(account),
    id: uuidv7(),
    severity: severityOf(facts),
    cause,
    facts,
    vendorId: account.vendorId,
    planId: null,
    budgetId: null,
    raisedAt: now,
    endsAt: null,
  };
}

function ownerOf({ tenantId }: AlertAccount): string {
  return tenantId ?? marketplaceTenantId;
}

/** E-mail goes everywhere. */
function countryOf({ country }: RouteBreakerRow): string | null {
  return country === "*" ? null : country;
}
