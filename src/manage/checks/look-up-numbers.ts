import type { DatedFacts, NumberCheckFailure } from "../../core/checks/number-facts.js";
import type { PhraseFact } from "../../core/messages/phrases.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { openOwnAccount } from "../accounts/own-account.js";
import type { CheckPorts, LookUpAccount, NumberCheckRow } from "./ports.js";

type TenantViewer = KeyViewer & { readonly tenantId: string };

/** What came of it, or why the request for look-ups cannot be followed. */
export type LookUpResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** Of the request. */
      readonly field: "accountId" | "priceEach";
      /** "must …", in English, to stand behind the field. */
      readonly rule: string;
    };

/** What may be spent on asking a vendor, and at which account. */
export interface LookUpRequest {
  /** The uuid of an own account; null = no id of an account. */
  readonly accountId: string | null;
  /** In micro-units of `currency`, as every amount here. */
  readonly maxCostMicros: bigint;
  readonly currency: string;
  /** What one look-up costs at most; null = the most that this vendor billed so far. */
  readonly priceEachMicros: bigint | null;
}

/** What is known of one number besides its form. */
export interface NumberFindings {
  /** Latest first. */
  readonly dated: readonly DatedFacts[];
  /** Why it was not looked up although that was asked for. */
  readonly notes: readonly PhraseFact[];
}

interface Found {
  readonly findings: ReadonlyMap<string, NumberFindings>;
  readonly asked: number;
  readonly spentMicros: bigint;
}

/** The account that is asked, and what one question is reckoned to cost. */
export interface LookUpSource {
  readonly account: LookUpAccount;
  readonly vendorId: string;
  readonly reaches: NumberCheckRow["reaches"];
  readonly eachMicros: bigint;
}

/** An answer that is younger is not paid for again. */
const freshForMs = 7 * 24 * 3_600_000;
const atOnce = 5;
/** After these the next question would be refused as well. */
const stopping = new Set(["ACCOUNT", "THROTTLED", "VENDOR_DOWN"]);

/**
 * What vendors said of numbers: what is kept, and answers to new questions where these are asked
 * for and `maxCost` has room; no question starts without. What is billed without an answer counts.
 * Refused: as `lookUpSource` says.
 *
 * @param phones E.164, each once
 */
export async function findOrLookUp(
  ports: CheckPorts,
  viewer: TenantViewer,
  phones: readonly string[],
  request: LookUpRequest | null,
  now: () => Date,
): Promise<LookUpResult<Found>> {
  const source = request === null ? null : await lookUpSource(ports, viewer, request);
  if (source !== null && !source.ok) {
    return source;
  }
  const index = (phone: string) => ports.keyring.recipientIndex(viewer.tenantId, phone);
  const indexes = new Map(phones.map((phone) => [phone, index(phone)]));
  const kept = await ports.checks.findChecks(viewer, [...indexes.values()]);
  const byIndex = Map.groupBy(kept, (row) => row.index.toString("hex"));
  const findings = new Map<string, NumberFindings>(
    [...indexes].map(([phone, key]) => [
      phone,
      { dated: byIndex.get(key.toString("hex")) ?? [], notes: [] },
    ]),
  );
  if (request === null || source === null) {
    return { ok: true, value: { findings, asked: 0, spentMicros: 0n } };
  }
  const round = new LookUpRound(ports, source.value, request, now);
  const isFresh = ({ source: slug, checkedAt }: DatedFacts) =>
    slug === source.value.account.vendorSlug && age(now(), checkedAt) < freshForMs;
  const wanted = phones.filter((phone) => !findings.get(phone)?.dated.some(isFresh));
  await round.run(wanted, indexes);
  await ports.checks.keepChecks(viewer, [...round.answers.values()]);
  for (const phone of wanted) {
    const before = findings.get(phone)?.dated ?? [];
    const answer = round.answers.get(phone);
    const others = before.filter((one) => one.source !== answer?.source);
    const note = round.notes.get(phone);
    findings.set(phone, {
      dated: answer === undefined ? before : [answer, ...others],
      notes: note === undefined ? [] : [note],
    });
  }
  return { ok: true, value: { findings, asked: round.asked, spentMicros: round.spentMicros } };
}

/**
 * Opens the account that is to be asked and reckons the price of one question. Refused: an account
 * that is not the tenant's own, or cannot be asked; a price that is neither given nor known.
 */
export async function lookUpSource(
  ports: CheckPorts,
  viewer: TenantViewer,
  { accountId, currency, priceEachMicros }: Omit<LookUpRequest, "maxCostMicros">,
): Promise<LookUpResult<LookUpSource>> {
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

function age(now: Date, then: Date): number {
  return now.getTime() - then.getTime();
}

/** Questions to one vendor under one limit; a few at a time. */
class LookUpRound {
  readonly answers = new Map<string, NumberCheckRow>();
  readonly notes = new Map<string, PhraseFact>();
  asked = 0;
  spentMicros = 0n;
  #heldMicros = 0n;
  #refusal: NumberCheckFailure | null = null;

  constructor(
    private readonly ports: Pick<CheckPorts, "lookUps">,
    private readonly source: LookUpSource,
    private readonly request: LookUpRequest,
    private readonly now: () => Date,
  ) {}

  async run(phones: readonly string[], indexes: ReadonlyMap<string, Buffer>): Promise<void> {
    const waiting = [...phones];
    const worker = async () => {
      for (let phone = waiting.shift(); phone !== undefined; phone = waiting.shift()) {
        await this.#ask(phone, indexes.get(phone) ?? Buffer.alloc(0));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  async #ask(phone: string, index: Buffer): Promise<void> {
    const { account, eachMicros, vendorId, reaches } = this.source;
    const vendor = account.vendorSlug;
    if (this.#refusal !== null) {
      const params = { vendor, words: wordsOf(this.#refusal) };
      this.notes.set(phone, { phrase: "checkLookUpStopped", params });
      return;
    }
    if (this.spentMicros + this.#heldMicros + eachMicros > this.request.maxCostMicros) {
      this.notes.set(phone, { phrase: "checkLookUpCost" });
      return;
    }
    this.#heldMicros += eachMicros;
    this.asked += 1;
    const result = await this.ports.lookUps.ask(phone, account);
    this.#heldMicros -= eachMicros;
    if (result.kind === "failed") {
      this.spentMicros += result.charged === "no" ? 0n : eachMicros;
      this.#refusal = stopping.has(result.failureClass) ? result : this.#refusal;
      const params = { vendor, words: wordsOf(result) };
      this.notes.set(phone, { phrase: "checkLookUpFailed", params });
      return;
    }
    const { price } = result;
    const isTold = price !== null && price.currency === this.request.currency;
    this.spentMicros += isTold ? price.micros : eachMicros;
    const checkedAt = this.now();
    this.answers.set(phone, { index, vendorId, source: vendor, checkedAt, reaches, facts: result });
  }
}

function wordsOf({ failureClass, vendorText, vendorCode }: NumberCheckFailure): string {
  return vendorText ?? vendorCode ?? failureClass;
}
