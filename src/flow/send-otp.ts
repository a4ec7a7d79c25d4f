import { idempotencyName } from "../core/otp/idempotency-name.js";
import type { DomainError } from "../core/errors.js";
import { domainError } from "../core/errors.js";
import { checkSend, type CheckedSend } from "../core/otp/check-send.js";
import { type BatchObserver, batchOptions, type BatchSizes } from "./batch-options.js";
import { type BatchFacts, type ChangePorts, withFacts } from "./change-sends.js";
import { draftSend } from "./draft-send.js";
import { groupCommit } from "./group-commit.js";
import type { SendOtpRequest, SendOtpResult } from "./otp.js";
import type { IdempotencyRow } from "./ports.js";
import { refusalErrors } from "./refusal-errors.js";
import type { KeyValue, SendRow } from "./rows.js";
import type { SendWork } from "./send-work.js";
import { type StoredWave, type WaveDraft, WaveStore } from "./store-wave.js";

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
  /** What it was counted in, however often it is tried. */
  readonly counted: Set<string>;
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

interface KeyedDraft extends KeyedRequest, WaveDraft {}

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
  const waveStore = new WaveStore(ports);
  const accept = groupCommit<Item, SendOtpResult>(
    (items) => acceptSends(ports, waveStore, items),
    batchOptions("accept", ports.batchSizes, ports.observeBatch),
  );
  return async (tenantId, request) => {
    const checked = checkSend(request);
    return checked.ok
      ? await accept({ tenantId, checked: checked.value, request, counted: new Set() })
      : refused(checked.errors);
  };
}

async function acceptSends(
  ports: SendOtpPorts,
  waveStore: WaveStore,
  items: readonly Item[],
): Promise<readonly SendOtpResult[]> {
  const results = new Map<Item, SendOtpResult>();
  const tenantIds = items.map((item) => item.tenantId);
  await withFacts(ports, tenantIds, (facts) =>
    acceptUnder(
      ports,
      waveStore,
      items.filter((item) => !results.has(item)),
      facts,
      results,
    ),
  );
  return items.map((item) => results.get(item) as SendOtpResult);
}

async function acceptUnder(
  ports: SendOtpPorts,
  waveStore: WaveStore,
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
      const key = keyOf(ports, item, draft.sendId, facts.now);
      drafts.push({ item, draft, key, counted: item.counted });
    }
  }
  const tell = ({ item }: KeyedRequest, result: SendOtpResult): unknown =>
    results.set(item, result);
  for (const [index, wave] of waves(drafts).entries()) {
    await acceptWave(ports, wave, await waveStore.store(wave, facts, index === 0), tell);
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
  { works, fresh }: StoredWave<KeyedDraft>,
  tell: (keyed: KeyedDraft, result: SendOtpResult) => void,
): Promise<void> {
  ports.committed(works);
  const lost = wave.filter((keyed) => !fresh.has(keyed));
  for (const [keyed, work] of fresh) {
    tell(keyed, resultOf(ports, work.send, work));
  }
  await replay(ports, lost, tell);
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
