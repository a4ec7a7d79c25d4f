/** Where an SMSC is, and what of its ways is not laid down by SMPP. */
export interface SmscAddress {
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  readonly systemType: string;
  /** Submissions that may be under way at once, 1 to 1,000. */
  readonly windowMax: number;
  /** How texts go that one SM does not hold. */
  readonly long: "udh" | "payload";
  /** How receipts write an id whose answer was in the other base; same = as the answer. */
  readonly receiptIds: "same" | "decimal" | "hex";
  /** True when `err:` in receipts is a number of GSM MAP's list. */
  readonly isMapErrors: boolean;
  /** Type and plan of senders that are digits; null = told from their length. */
  readonly sourceTon: number | null;
  readonly sourceNpi: number | null;
}

const defaultPort = 2775;
const defaultTlsPort = 3550;

/**
 * Reads `smpp://host:port?…` or, with TLS, `smpps://…`; null for anything else, parameters that
 * nobody knows included. Parameters, each of which may be left out: `systemType`, `window` (10),
 * `long` (udh or payload), `receiptIds` (same, decimal or hex), `errors` (own or map), `sourceTon`
 * and `sourceNpi`.
 */
export function readSmscAddress(address: string): SmscAddress | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isTls = url?.protocol === "smpps:";
  if (url === null || (url.protocol !== "smpp:" && !isTls) || url.hostname === "") {
    return null;
  }
  const given = new Map(url.searchParams);
  const take = (name: string, usual: string): string => {
    const value = given.get(name) ?? usual;
    given.delete(name);
    return value;
  };
  const windowMax = numberIn(take("window", "10"), 1, 1000);
  const long = oneOf(take("long", "udh"), ["udh", "payload"] as const);
  const receiptIds = oneOf(take("receiptIds", "same"), ["same", "decimal", "hex"] as const);
  const errors = oneOf(take("errors", "own"), ["own", "map"] as const);
  const systemType = take("systemType", "");
  const sourceTon = given.has("sourceTon") ? numberIn(take("sourceTon", ""), 0, 6) : null;
  const sourceNpi = given.has("sourceNpi") ? numberIn(take("sourceNpi", ""), 0, 18) : null;
  const isOdd = [windowMax, long, receiptIds, errors, sourceTon, sourceNpi].includes(undefined);
  if (isOdd || given.size > 0 || !/^[\x21-\x7e]{0,12}$/.test(systemType)) {
    return null;
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (isTls ? defaultTlsPort : defaultPort) : Number(url.port),
    isTls,
    systemType,
    windowMax: windowMax ?? 10,
    long: long ?? "udh",
    receiptIds: receiptIds ?? "same",
    isMapErrors: errors === "map",
    sourceTon: sourceTon ?? null,
    sourceNpi: sourceNpi ?? null,
  };
}

function numberIn(text: string, min: number, max: number): number | undefined {
  const value = /^[0-9]{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

function oneOf<T extends string>(text: string, list: readonly T[]): T | undefined {
  return list.find((one) => one === text);
}
