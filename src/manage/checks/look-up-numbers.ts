import type { Phone } from "../../core/phone.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { openOwnAccount } from "../accounts/own-account.js";
import type { LookUpRequest, LookUpSource, NumberFindings } from "./look-up-request.js";
import { LookUpRound } from "./look-up-round.js";
import type { CheckPorts } from "./ports.js";

type TenantViewer = KeyViewer & { readonly tenantId: string };

/** What came of it, or why the request for look-ups cannot be followed. */
export type LookUpResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** Of the request. */
      readonly field: "accountId" | "priceEach" | "currency";
      /** "must …", in English, to stand behind the field. */
      readonly rule: string;
    };

interface Found {
  readonly findings: ReadonlyMap<string, NumberFindings>;
  readonly asked: number;
  readonly spentMicros: bigint;
  /** True when the vendor refused the account itself. */
  readonly isOver: boolean;
}

/** An answer that is younger is not paid for again. */
const freshForMs = 7 * 24 * 3_600_000;

/**
 * What vendors said of numbers: what is kept, and answers to new questions where these are asked
 * for; none starts for which maxCost or a budget has no room. What is billed without an answer
 * counts. Refused: as `lookUpSource` says.
 *
 * @param phones each once
 */
export async function findOrLookUp(
  ports: CheckPorts,
  viewer: TenantViewer,
  phones: readonly Phone[],
  request: LookUpRequest | null,
  now: () => Date,
): Promise<LookUpResult<Found>> {
  const source = request === null ? null : await lookUpSource(ports, viewer, request, now());
  if (source !== null && !source.ok) {
    return source;
  }
  const findings = await findKept(ports, viewer, phones);
  if (request === null || source === null) {
    return { ok: true, value: { findings, asked: 0, spentMicros: 0n, isOver: false } };
  }
  const wanted = phones
    .map((phone) => ({ ...phone, index: indexOf(ports, viewer, phone) }))
    .filter(({ e164 }) => !isFresh(findings.get(e164), source.value, now()));
  const round = new LookUpRound(ports, viewer.tenantId, source.value, request, now);
  await round.run(wanted);
  const wantedPhones = new Set(wanted.map(({ e164 }) => e164));
  for (const [phone, kept] of findings) {
    findings.set(phone, wantedPhones.has(phone) ? round.told(phone, kept) : answeredBefore(kept));
  }
  const { asked, spentMicros, isOver } = round;
  return { ok: true, value: { findings, asked, spentMicros, isOver } };
}

function answeredBefore(kept: NumberFindings): NumberFindings {
  return { ...kept, lookUp: "ANSWERED" };
}

function indexOf({ keyring }: CheckPorts, { tenantId }: TenantViewer, { e164 }: Phone): Buffer {
  return keyring.recipientIndex(tenantId, e164);
}

async function findKept(
  ports: CheckPorts,
  viewer: TenantViewer,
  phones: readonly Phone[],
): Promise<Map<string, NumberFindings>> {
  const indexes = new Map(phones.map((phone) => [phone.e164, indexOf(ports, viewer, phone)]));
  const kept = await ports.checks.findChecks(viewer, [...indexes.values()]);
  const byIndex = Map.groupBy(kept, (row) => row.index.toString("hex"));
  return new Map(
    [...indexes].map(([phone, index]) => [
      phone,
      { dated: byIndex.get(index.toString("hex")) ?? [], notes: [], lookUp: null },
    ]),
  );
}

function isFresh(found: NumberFindings | undefined, source: LookUpSource, now: Date): boolean {
  return (
    found?.dated.some(
      ({ source: slug, checkedAt }) =>
        slug === source.account.vendorSlug && now.getTime() - checkedAt.getTime() < freshForMs,
    ) === true
  );
}

/** How many of these numbers a look-up would ask the vendor about: those without a fresh answer. */
export async function countUnanswered(
  ports: CheckPorts,
  viewer: TenantViewer,
  phones: readonly Phone[],
  source: LookUpSource,
  now: Date,
): Promise<number> {
  const findings = await findKept(ports, viewer, phones);
  return phones.filter(({ e164 }) => !isFresh(findings.get(e164), source, now)).length;
}

/**
 * Opens the account that is to be asked and reckons the price of one question. Refused: an account
 * that is not the tenant's own, or cannot be asked; a price that is neither given nor known; a
 * currency that cannot be exchanged for the tenant's.
 */
export async function lookUpSource(
  ports: CheckPorts,
  viewer: TenantViewer,
  { accountId, currency, priceEachMicros }: Omit<LookUpRequest, "maxCostMicros" | "list">,
  now: Date,
): Promise<LookUpResult<LookUpSource>> {
  if (!(await ports.money.hasRate(viewer.tenantId, currency, now))) {
    const rule = `must be one that can be exchanged for yours; ${currency} has no rate.`;
    return { ok: false, field: "currency", rule };
  }
  const opened = await openOwnAccount(ports.accounts, viewer, accountId);
  if (!opened.ok) {
    return { ok: false, field: "accountId", rule: "must name a connected account of your own." };
  }
  const { account, sealedCredentials } = opened.value;
  const [vendor] = await ports.vendors.vendorsById(viewer, [account.vendorId]);
  if (vendor === null || vendor === undefined) {
    throw new Error("an account names a vendor that is not there");
  }
  const reaches = ports.lookUps.reachesOf(vendor.adapter);
  if (reaches === null) {
    const rule = `must name an account that looks numbers up; ${vendor.slug} does not.`;
    return { ok: false, field: "accountId", rule };
  }
  const known =
    priceEachMicros ??
    (await ports.checks.dearestCheck(viewer, vendor.id, currency))?.micros ??
    null;
  if (known === null) {
    const rule = `must be given: what ${vendor.slug} bills in ${currency} is not known yet.`;
    return { ok: false, field: "priceEach", rule };
  }
  const plain = ports.keyring.open("credentials", account.tenantId, sealedCredentials);
  const value: LookUpSource = {
    account: {
      adapter: vendor.adapter,
      vendorSlug: vendor.slug,
      baseUrl: vendor.baseUrl,
      accountId: account.id,
      credentials: JSON.parse(plain.toString("utf8")) as Record<string, string>,
    },
    vendorId: vendor.id,
    reaches,
    eachMicros: known,
  };
  return { ok: true, value };
}
