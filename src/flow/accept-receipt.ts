import { uuidv7 } from "uuidv7";
import { decodeAttemptReference } from "../core/otp/attempt-reference.js";
import type { FailureClass, ReceiptStatus } from "../core/otp/status.js";
import type { VendorReceipt } from "../core/otp/vendor-message.js";
import { type BatchObserver, batchOptions, type BatchSizes } from "./batch-options.js";
import { type ChangePorts, changeSends } from "./change-sends.js";
import { groupCommit } from "./group-commit.js";
import { messageName } from "./message-name.js";
import type {
  InboxReceipt,
  Key,
  MessageId,
  MessageRoute,
  RawCallback,
  StoredReceipt,
  Tx,
} from "./ports.js";
import { recordReceipt } from "./record-status.js";
import type { SendWork } from "./send-work.js";

/** What taking receipts in needs besides changing sends. */
export interface ReceiptPorts extends ChangePorts {
  readonly batchSizes: BatchSizes;
  readonly observeBatch: BatchObserver;
}

/** A callback whose signature was verified. */
export interface VerifiedCallback {
  readonly accountId: string;
  /** As it came, sealed for storage. */
  readonly sealedBody: Buffer;
  readonly receipts: readonly VendorReceipt[];
  readonly receivedAt: Date;
}

/** A receipt with the attempt that it is for. */
interface Addressed {
  readonly attempt: Key;
  readonly received: InboxReceipt;
}

/** A callback under the id by which it is stored once, however often it is taken up. */
interface NamedCallback extends VerifiedCallback {
  readonly id: string;
}

/** What is stored whether or not anything follows from it. */
interface Kept {
  readonly raw: readonly RawCallback[];
  /** Receipts whose message is not known yet. */
  readonly waiting: readonly InboxReceipt[];
}

const nothingKept: Kept = { raw: [], waiting: [] };

/**
 * Makes the step that takes callbacks in: finds the attempts by our reference or by (account,
 * vendor message id), never by phone number, and lets status, money and the engine follow, in the
 * transaction that stores what came. Answers after the commit. What came is stored also when
 * nothing follows from it, or what follows fails. A receipt whose attempt is not known yet waits in
 * the inbox; see matchInbox.
 */
export function makeAcceptReceipts(
  ports: ReceiptPorts,
): (callback: VerifiedCallback) => Promise<void> {
  const accept = groupCommit<NamedCallback, void>(
    async (callbacks) => {
      await acceptAll(ports, callbacks);
      return callbacks.map(() => undefined);
    },
    batchOptions("receipt", ports.batchSizes, ports.observeBatch),
  );
  return (callback) => accept({ ...callback, id: uuidv7() });
}

async function acceptAll(ports: ReceiptPorts, callbacks: readonly NamedCallback[]): Promise<void> {
  const raw = callbacks.map(({ accountId, id, sealedBody, receivedAt }) => ({
    accountId,
    id,
    body: sealedBody,
    receivedAt,
  }));
  try {
    await keepAndApply(ports, callbacks, raw);
  } catch (error) {
    // Of more than one, each is taken up again alone.
    if (callbacks.length === 1) {
      await keep(ports, { raw, waiting: [] });
    }
    throw error;
  }
}

async function keepAndApply(
  ports: ReceiptPorts,
  callbacks: readonly VerifiedCallback[],
  raw: readonly RawCallback[],
): Promise<void> {
  const addressed: Addressed[] = [];
  const unknown: InboxReceipt[] = [];
  for (const callback of callbacks) {
    for (const receipt of callback.receipts) {
      const attempt = addressOf(ports, receipt);
      const received = toInbox(callback, receipt);
      if (attempt === null) {
        unknown.push(received);
      } else {
        addressed.push({ attempt, received });
      }
    }
  }
  const { routes, waiting, ...routed } = await route(ports, unknown);
  // What waits for these messages came before: a later word must not be heard first.
  const works = await apply(ports, [...addressed, ...routed.addressed], routes, { raw, waiting });
  // Written first, read again: the submission that makes a message known may have ended in between.
  const overtaken = works.flatMap((work) => work.overtaken);
  await matchInbox(ports, [...messageIds(waiting), ...overtaken]);
}

/** Stores what came and nothing else, with one commit. */
async function keep(ports: ReceiptPorts, { raw, waiting }: Kept): Promise<void> {
  if (raw.length > 0 || waiting.length > 0) {
    await ports.store.transaction((tx) =>
      Promise.all([tx.insertRawCallbacks(raw), tx.insertInbox(waiting), tx.commit()]),
    );
  }
}

/**
 * Applies waiting receipts of messages that are known by now. Called after a receipt went to the
 * inbox, after a change made messages known that receipts waited for, and by the sweep.
 */
export async function matchInbox(ports: ReceiptPorts, ids: readonly MessageId[]): Promise<void> {
  const routes = await ports.store.findMessageRoutes(ids);
  if (routes.length > 0) {
    await apply(ports, [], routes);
  }
}

/** Our reference carries tenant and attempt and is authenticated, so it needs no look-up. */
function addressOf(ports: ReceiptPorts, receipt: VendorReceipt): Key | null {
  const reference =
    receipt.reference === null
      ? null
      : decodeAttemptReference(receipt.reference, ports.keyring.referenceKey);
  return reference === null ? null : { tenantId: reference.tenantId, id: reference.attemptId };
}

async function route(
  ports: ReceiptPorts,
  unknown: readonly InboxReceipt[],
): Promise<{
  readonly routes: readonly MessageRoute[];
  readonly addressed: readonly Addressed[];
  readonly waiting: readonly InboxReceipt[];
}> {
  const routes = await ports.store.findMessageRoutes(messageIds(unknown));
  const byMessage = new Map(routes.map((one) => [messageName(one), one]));
  const addressed: Addressed[] = [];
  const waiting: InboxReceipt[] = [];
  for (const received of unknown) {
    const found = byMessage.get(messageName(received));
    if (found === undefined) {
      waiting.push(received);
    } else {
      addressed.push(addressedBy(found, received));
    }
  }
  return { routes, addressed, waiting };
}

function addressedBy(found: MessageRoute, received: InboxReceipt): Addressed {
  return { attempt: { tenantId: found.tenantId, id: found.attemptId }, received };
}

/** The sends of these attempts; attempts that do not exist are left out. */
async function sendsOf(ports: ReceiptPorts, attempts: readonly Key[]): Promise<readonly Key[]> {
  const rows = await ports.store.findSendsOfAttempts(attempts);
  const sends = new Map(rows.map((row) => [row.attemptId, row.sendId]));
  return attempts.flatMap(({ tenantId, id }) => {
    const sendId = sends.get(id);
    return sendId === undefined ? [] : [{ tenantId, id: sendId }];
  });
}

/**
 * Applies receipts to their sends. In the same transaction, what is to be kept is stored, and what
 * waits for `routes` is taken out of the inbox.
 */
async function apply(
  ports: ReceiptPorts,
  addressed: readonly Addressed[],
  routes: readonly MessageRoute[],
  kept: Kept = nothingKept,
): Promise<readonly SendWork[]> {
  const keys = await sendsOf(ports, [
    ...addressed.map((one) => one.attempt),
    ...routes.map((one) => ({ tenantId: one.tenantId, id: one.attemptId })),
  ]);
  if (keys.length === 0) {
    await keep(ports, kept);
    return [];
  }
  let inbox: readonly InboxReceipt[] = [];
  const beside = async (tx: Tx): Promise<void> => {
    const taking = tx.takeInbox(routes);
    // Nobody waits for these: where they fail, so does the transaction.
    void tx.insertRawCallbacks(kept.raw);
    void tx.insertInbox(kept.waiting);
    inbox = await taking;
  };
  const byMessage = new Map(routes.map((one) => [messageName(one), one]));
  return await changeSends(
    ports,
    keys,
    (works, { now }) => {
      const taken = inbox.flatMap((received) => {
        const found = byMessage.get(messageName(received));
        return found === undefined ? [] : [addressedBy(found, received)];
      });
      applyAll(works, [...taken, ...addressed], now);
    },
    { beside },
  );
}

function applyAll(works: readonly SendWork[], receipts: readonly Addressed[], now: Date): void {
  const byAttempt = new Map(
    works.flatMap((work) =>
      work.attempts.map((attempt) => [attempt.id, { work, attempt }] as const),
    ),
  );
  for (const { attempt, received } of receipts) {
    const found = byAttempt.get(attempt.id);
    if (found !== undefined && found.attempt.accountId === received.accountId) {
      applyOne(found.work, found.attempt, received, now);
    }
  }
}

function applyOne(
  work: SendWork,
  attempt: SendWork["attempts"][number],
  { id, vendorMessageId, receipt, receivedAt }: InboxReceipt,
  now: Date,
): void {
  recordReceipt(
    work,
    attempt,
    {
      tenantId: attempt.tenantId,
      attemptId: attempt.id,
      id,
      vendorMessageId,
      part: receipt.part,
      status: receipt.status as ReceiptStatus,
      failureClass: receipt.failureClass as FailureClass | null,
      vendorStatus: receipt.vendorStatus,
      vendorCode: receipt.vendorCode,
      isCodeKnown: receipt.isCodeKnown,
      priceMicros: receipt.priceMicros === null ? null : BigInt(receipt.priceMicros),
      priceCurrency: receipt.priceCurrency,
      isRefund: receipt.isRefund,
      at: new Date(receipt.at),
      receivedAt,
    },
    now,
  );
}

function toInbox(callback: VerifiedCallback, receipt: VendorReceipt): InboxReceipt {
  const stored: StoredReceipt = {
    part: receipt.part,
    status: receipt.status,
    failureClass: receipt.failureClass,
    vendorStatus: receipt.vendorStatus,
    vendorCode: receipt.vendorCode,
    isCodeKnown: receipt.isCodeKnown,
    at: receipt.at.toISOString(),
    priceMicros: receipt.price === null ? null : String(receipt.price.micros),
    priceCurrency: receipt.price?.currency ?? null,
    isRefund: receipt.isRefund,
  };
  return {
    accountId: callback.accountId,
    id: uuidv7(),
    vendorMessageId: receipt.vendorMessageId,
    receipt: stored,
    receivedAt: callback.receivedAt,
  };
}

function messageIds(received: readonly InboxReceipt[]): MessageId[] {
  return received.flatMap(({ accountId, vendorMessageId }) =>
    vendorMessageId === null ? [] : [{ accountId, vendorMessageId }],
  );
}
