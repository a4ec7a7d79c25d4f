import { idempotencyName } from "../core/otp/idempotency-name.js";
import type { DomainError } from "../core/errors.js";
import { domainError } from "../core/errors.js";
import { range } from "../core/limits.js";
import { checkSend, type CheckedSend } from "../core/otp/check-send.js";
import { type BatchObserver, batchOptions, type BatchSizes } from "./batch-options.js";
import { closeAsCanceled } from "./cancel-send.js";
import {
  type BatchFacts,
  type ChangePorts,
  finishWorks,
  openWorks,
  withFacts,
} from "./change-sends.js";
import { draftSend, openDraft, type SendDraft } from "./draft-send.js";
import { groupCommit } from "./group-commit.js";
import type { SendOtpRequest, SendOtpResult } from "./otp.js";
import type { IdempotencyRow, Key, RecipientKey, Tx } from "./ports.js";
import { refusalErrors } from "./refusal-errors.js";
import type { KeyValue, SendRow } from "./rows.js";
import type { SendWork } from "./send-work.js";

/** What sending a code needs besides changing sends. */
export interface SendOtpPorts extends ChangePorts {
  readonly batchSizes: BatchSizes;
  readonly observeBatch: BatchObserver;
  mintClientToken(send: SendRow): string;
}

interface Item {
  readonly tenantId: string;
  readonly checked: CheckedSend;
  readonly request: SendOtpRequest;
}

/** A request with the key that makes it happen once. */
interface KeyedRequest {
  readonly item: Item;
  readonly key: IdempotencyRow;
}

/** A request that the tenant's plans do not take. */
interface UnfitRequest extends KeyedRequest {
  readonly errors: readonly DomainError[];
}

interface KeyedDraft extends KeyedRequest {
  readonly draft: SendDraft;
}

/**
 * Makes `sendOtp`: stores the send, its first attempt and its hold, and answers once they are
 * durable; the vendor is called afterwards. Concurrent requests are one batch and one transaction.
 *
 * A malformed request stores nothing. A request that money or routes refuse is stored as BLOCKED,
 * with errors.
 * Errors: those of checkSend and draftSend, IDEMPOTENCY_CONFLICT, COUNTRY_NOT_SERVED, NO_ROUTE,
 * BUDGET_EXHAUSTED, COST_CAP_TOO_LOW.
 */
export function makeSendOtp(
  ports: SendOtpPorts,
): (tenantId: string, request: SendOtpRequest) => Promise<SendOtpResult> {
  const accept = groupCommit<Item, SendOtpResult>(
    (items) => acceptSends(ports, items),
    batchOptions("accept", ports.batchSizes, ports.observeBatch),
  );
  return async (tenantId, request) => {
    const checked = checkSend(request);
    return checked.ok
      ? await accept({ tenantId, checked: checked.value, request })
      : refused(checked.errors);
  };
}

async function acceptSends(
  ports: SendOtpPorts,
  items: readonly Item[],
): Promise<readonly SendOtpResult[]> {
  const results = new Map<Item, SendOtpResult>();
  const tenantIds = items.map((item) => item.tenantId);
  await withFacts(ports, tenantIds, (facts) =>
    acceptUnder(
      ports,
      items.filter((item) => !results.has(item)),
      facts,
      results,
    ),
  );
  return items.map((item) => results.get(item) as SendOtpResult);
}

async function acceptUnder(
  ports: SendOtpPorts,
  items: readonly Item[],
  facts: BatchFacts,
  results: Map<Item, SendOtpResult>,
): Promise<void> {
  const drafts: KeyedDraft[] = [];
  const unfit: UnfitRequest[] = [];
  for (const item of items) {
    const view = facts.views.get(item.tenantId);
    if (view === undefined) {
      throw new Error(`tenant ${item.tenantId} does not exist`);
    }
    const drafted = draftSend(view, item.checked, ports.keyring);
    if ("errors" in drafted) {
      const key = keyOf(ports, item, "", facts.now);
      unfit.push({ item, key, errors: drafted.errors });
    } else {
      const { draft } = drafted;
      drafts.push({ item, draft, key: keyOf(ports, item, draft.sendId, facts.now) });
    }
  }
  const tell = ({ item }: KeyedRequest, result: SendOtpResult): unknown =>
    results.set(item, result);
  for (const wave of waves(drafts)) {
    await acceptWave(ports, wave, facts, tell);
  }
  if (unfit.length > 0) {
    await refuseUnfit(ports, unfit, facts, tell);
  }
}

/**
 * A request that the plan does not take now may be the repeat of one that it took before it was
 * changed.
 */
async function refuseUnfit(
  ports: SendOtpPorts,
  unfit: readonly UnfitRequest[],
  facts: BatchFacts,
  tell: (keyed: KeyedRequest, result: SendOtpResult) => void,
): Promise<void> {
  const [bound] = await Promise.all([
    ports.store.readIdempotency(unfit.map((one) => one.key)),
    ports.store.transaction(async (tx) => tx.confirmRules(facts.versions)),
  ]);
  const names = new Set(bound.map(idempotencyName));
  const isRepeat = (one: UnfitRequest): boolean => names.has(idempotencyName(one.key));
  for (const one of unfit.filter((other) => !isRepeat(other))) {
    tell(one, refused(one.errors));
  }
  await replay(ports, unfit.filter(isRepeat), tell);
}

/**
 * Drafts that concern each other – the same key,
 * or the same recipient and purpose – go one after another.
 */
function waves(drafts: readonly KeyedDraft[]): readonly (readonly KeyedDraft[])[] {
  const rounds: KeyedDraft[][] = [];
  const seen: Set<string>[] = [];
  for (const keyed of drafts) {
    const { checked, tenantId } = keyed.draft;
    const names = [
      idempotencyName(keyed.key),
      ...[checked.phone?.e164, checked.email].flatMap((to) =>
        to === undefined || to === null ? [] : `${tenantId} ${to} ${checked.purpose ?? ""}`,
      ),
    ];
    let round = 0;
    while (names.some((name) => seen[round]?.has(name))) {
      round += 1;
    }
    (rounds[round] ??= []).push(keyed);
    const known = (seen[round] ??= new Set());
    names.forEach((name) => known.add(name));
  }
  return rounds;
}

async function acceptWave(
  ports: SendOtpPorts,
  wave: readonly KeyedDraft[],
  facts: BatchFacts,
  tell: (keyed: KeyedDraft, result: SendOtpResult) => void,
): Promise<void> {
  const { works, fresh } = await storeWave(ports, wave, facts);
  ports.committed(works);
  const lost = wave.filter((keyed) => !fresh.has(keyed));
  for (const [keyed, work] of fresh) {
    tell(keyed, resultOf(ports, work.send, work));
  }
  await replay(ports, lost, tell);
}

/**
 * Stores a wave in one transaction: two waits for the database, one more where budgets have to be
 * looked at, two more where sends are replaced.
 */
async function storeWave(
  ports: SendOtpPorts,
  wave: readonly KeyedDraft[],
  facts: BatchFacts,
): Promise<{
  readonly works: readonly SendWork[];
  readonly fresh: ReadonlyMap<KeyedDraft, SendWork>;
}> {
  return await ports.store.transaction(async (tx) => {
    const looking = Promise.all([
      // Another process may be making sends to the same recipients.
      tx.lockRecipients(wave.map(recipientOf)),
      findReplaced(tx, wave, facts),
      tx.insertIdempotency(wave.map((keyed) => keyed.key)),
    ]);
    tx.confirmRules(facts.versions);
    const [, open, won] = await looking;
    const winners = wave.filter((keyed) => won.has(idempotencyName(keyed.key)));
    // What a repeated request finds open is its own send.
    const keys = winners.length === wave.length ? open : await findReplaced(tx, winners, facts);
    const replaced = await openReplaced(ports, tx, keys, facts);
    const opened = new Map(
      winners.map((keyed) => [keyed, openDraft(keyed.draft, ports.keyring, facts.now)]),
    );
    const all = [...replaced, ...opened.values()];
    await finishWorks(ports, tx, all, facts);
    return { works: all, fresh: opened };
  });
}

/** Open sends to the recipients and purposes of new ones. */
function findReplaced(
  tx: Tx,
  drafts: readonly KeyedDraft[],
  facts: BatchFacts,
): Promise<readonly Key[]> {
  // No code lives longer, so nothing older can be open.
  const since = new Date(facts.now.getTime() - range.codeTtlSec.max * 1000);
  return tx.findOpenSends(drafts.map(recipientOf), since);
}

function recipientOf({ draft }: KeyedDraft): RecipientKey {
  return {
    tenantId: draft.tenantId,
    phoneIndex: draft.phoneIndex,
    emailIndex: draft.emailIndex,
    purpose: draft.checked.purpose,
  };
}

/** A new send to the same recipient and purpose takes the place of the one still open. */
async function openReplaced(
  ports: SendOtpPorts,
  tx: Tx,
  keys: readonly Key[],
  facts: BatchFacts,
): Promise<readonly SendWork[]> {
  const works = await openWorks(ports, tx, await tx.lockSends(keys), facts);
  const open = works.filter(
    ({ send }) => send.verification === "PENDING" && send.status !== "BLOCKED",
  );
  for (const work of open) {
    closeAsCanceled(work, "replaced", facts.now);
  }
  return open;
}

/**
 * Answers requests whose key was used before:
 * the same body gets the first send, another one a conflict.
 */
async function replay<Request extends KeyedRequest>(
  ports: SendOtpPorts,
  lost: readonly Request[],
  tell: (keyed: Request, result: SendOtpResult) => void,
): Promise<void> {
  const winners = await ports.store.readIdempotency(lost.map((keyed) => keyed.key));
  const byName = new Map(winners.map((row) => [idempotencyName(row), row]));
  const sends = await ports.store.readSends(
    winners.map((row) => ({ tenantId: row.tenantId, id: row.sendId })),
  );
  const byId = new Map(sends.map((send) => [send.id, send]));
  for (const keyed of lost) {
    const winner = byName.get(idempotencyName(keyed.key));
    const send = winner === undefined ? undefined : byId.get(winner.sendId);
    if (winner === undefined || send === undefined) {
      throw new Error("an idempotency key was taken and its send cannot be found");
    }
    tell(
      keyed,
      winner.bodyHmac.equals(keyed.key.bodyHmac)
        ? resultOf(ports, send, null)
        : refused([domainError("IDEMPOTENCY_CONFLICT", ["idempotencyKey"])]),
    );
  }
}

function keyOf(
  ports: SendOtpPorts,
  item: Pick<Item, "tenantId" | "request">,
  sendId: string,
  now: Date,
): IdempotencyRow {
  const { idempotencyKey, ...body } = item.request;
  return {
    tenantId: item.tenantId,
    mutation: "sendOtp",
    key: idempotencyKey,
    bodyHmac: ports.keyring.bodyHmac(item.tenantId, canonical(body)),
    sendId,
    createdAt: now,
  };
}

/** One text per meaning: members sorted, what is not given left out. */
function canonical(body: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    Object.entries(body)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, name === "metadata" ? pairs(value) : value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function pairs(metadata: unknown): readonly (readonly string[])[] {
  return (metadata as readonly KeyValue[]).map(({ key, value }) => [key, value]);
}

function resultOf(ports: SendOtpPorts, send: SendRow, work: SendWork | null): SendOtpResult {
  return {
    send,
    clientToken: ports.mintClientToken(send),
    errors: send.status === "BLOCKED" ? refusalErrors(send, work?.refusedBy ?? null) : [],
  };
}

function refused(errors: readonly DomainError[]): SendOtpResult {
  return { send: null, clientToken: null, errors };
}
