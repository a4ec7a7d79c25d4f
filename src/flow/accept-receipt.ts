import { uuidv7 } from "uuidv7";
import { decodeAttemptReference } from "../core/otp/attempt-reference.js";
import type { FailureClass, ReceiptStatus } from "../core/otp/status.js";
import type { VendorReceipt } from "../core/otp/vendor-message.js";
import { type BatchObserver, type BatchSizes, followUpOptions } from "./batch-options.js";
import { type ChangePorts, changeSends } from "./change-sends.js";
import { groupCommit } from "./group-commit.js";
import type { InboxReceipt, Key, MessageId, MessageRoute, StoredReceipt } from "./ports.js";
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

/**
 * Makes the step that takes callbacks in: stores what came, finds the attempts by our reference or
 * by (account, vendor message id), never by phone number, and lets status, money and the engine
 * follow. Answers after the commit. A receipt whose attempt is not known yet waits in the inbox;
 * see matchInbox.
 */
export function makeAcceptReceipts(
  ports: ReceiptPorts,
): (callback: VerifiedCallback) => Promise<void> {
  return groupCommit<VerifiedCallback, void>(
    async (callbacks) => {
      await acceptAll(ports, callbacks);
      return callbacks.map(() => undefined);
    },
    followUpOptions("receipt", ports.batchSizes, ports.observeBatch),
  );
}

async function acceptAll(
  ports: ReceiptPorts,
  callbacks: readonly VerifiedCallback[],
): Promise<void> {
  const stored = ports.store.insertRawCallbacks(
    callbacks.map(({ accountId, sealedBody, receivedAt }) => ({
      accountId,
      id: uuidv7(),
      body: sealedBody,
      receivedAt,
    })),
  );
  const received = callbacks.flatMap((callback) =>
    callback.receipts.map((receipt) => ({ receipt, inbox: toInbox(callback, receipt) })),
  );
  const addressed: Addressed[] = [];
  const unknown: InboxReceipt[] = [];
  for (const { receipt, inbox } of received) {
    const attempt = addressOf(ports, receipt);
    if (attempt === null) {
      unknown.push(inbox);
    } else {
      addressed.push({ attempt, received: inbox });
    }
  }
  // Nothing is applied before what came is stored; looking up meanwhile changes nothing.
  const [routed, sends] = await Promise.all([
    route(ports, unknown),
    sendsOf(
      ports,
      addressed.map((one) => one.attempt),
    ),
    stored,
  ]);
  // What waits for these messages came before: a later word must not be heard first.
  await apply(ports, [...addressed, ...routed.addressed], routed.routes, sends);
  if (routed.waiting.length > 0) {
    await ports.store.insertInbox(routed.waiting);
    // Written first, read again: the submission that makes the message known may have ended in
    // between.
    await matchInbox(ports, messageIds(routed.waiting));
  }
}

/**
 * Applies waiting receipts of messages that are known by now. Called after a receipt went to the
 * inbox, after a submission made its messages known, and by the sweep.
 */
export async function matchInbox(ports: ReceiptPorts, ids: readonly MessageId[]): Promise<void> {
  const routes = await ports.store.findMessageRoutes(ids);
  if (routes.length > 0) {
    await apply(ports, [], routes);
  }
}

/**
 * The same for messages that have just become known: nearly always none of them has a receipt
 * waiting, which one look-up tells.
 */
export async function matchWaiting(ports: ReceiptPorts, ids: readonly MessageId[]): Promise<void> {
  await matchInbox(ports, await ports.store.findWaitingInbox(ids));
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

/** Send ids by attempt id; attempts that do not exist are left out. */
async function sendsOf(
  ports: ReceiptPorts,
  attempts: readonly Key[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await ports.store.findSendsOfAttempts(attempts);
  return new Map(rows.map((row) => [row.attemptId, row.sendId]));
}

/**
 * Applies receipts to their sends; what waits for `routes` is taken out of the inbox in the same
 * transaction.
 */
async function apply(
  ports: ReceiptPorts,
  addressed: readonly Addressed[],
  routes: readonly MessageRoute[],
  knownSends: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const attempts = [
    ...addressed.map((one) => one.attempt),
    ...routes.map((one) => ({ tenantId: one.tenantId, id: one.attemptId })),
  ];
  const others = attempts.filter((attempt) => !knownSends.has(attempt.id));
  const sends = new Map([...knownSends, ...(await sendsOf(ports, others))]);
  const keys = attempts.flatMap((attempt) => {
    const sendId = sends.get(attempt.id);
    return sendId === undefined ? [] : [{ tenantId: attempt.tenantId, id: sendId }];
  });
  if (keys.length === 0) {
    return;
  }
  await changeSends(ports, keys, async (works, { now }, tx) => {
    const byMessage = new Map(routes.map((one) => [messageName(one), one]));
    const taken = (await tx.takeInbox(routes)).flatMap((received) => {
      const found = byMessage.get(messageName(received));
      return found === undefined ? [] : [addressedBy(found, received)];
    });
    const byAttempt = new Map(
      works.flatMap((work) =>
        work.attempts.map((attempt) => [attempt.id, { work, attempt }] as const),
      ),
    );
    for (const { attempt, received } of [...taken, ...addressed]) {
      const found = byAttempt.get(attempt.id);
      if (found !== undefined && found.attempt.accountId === received.accountId) {
        applyOne(found.work, found.attempt, received, now);
      }
    }
  });
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

function messageName({
  accountId,
  vendorMessageId,
}: Omit<MessageId, "vendorMessageId"> & { readonly vendorMessageId: string | null }): string {
  return `${accountId} ${vendorMessageId ?? ""}`;
}
