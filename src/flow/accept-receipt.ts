import { uuidv7 } from "uuidv7";
import { decodeAttemptReference } from "../core/otp/attempt-reference.js";
import type { FailureClass, ReceiptStatus } from "../core/otp/status.js";
import type { SendOutcome, VendorReceipt } from "../core/otp/vendor-message.js";
import type { Keyring } from "./keyring.js";
import { messageName } from "./message-name.js";
import type {
  HotStore,
  InboxReceipt,
  Key,
  MessageId,
  MessageRoute,
  StoredReceipt,
} from "./ports.js";
import { recordReceipt } from "./record-status.js";
import type { SendWork } from "./send-work.js";

/** A callback whose signature was verified. */
export interface VerifiedCallback {
  readonly accountId: string;
  /** As it came, sealed for storage. */
  readonly sealedBody: Buffer;
  readonly receipts: readonly VendorReceipt[];
  readonly receivedAt: Date;
}

/** A receipt with the attempt that it is for. */
export interface Addressed {
  readonly attempt: Key;
  readonly received: InboxReceipt;
}

/** What finding the attempts of receipts needs. */
interface AddressPorts {
  readonly store: Pick<HotStore, "findMessageRoutes">;
  readonly keyring: Pick<Keyring, "referenceKey">;
}

/** An answer that makes messages known. */
interface TakenAnswer {
  readonly attempt: Key;
  readonly accountId: string;
  readonly outcome: SendOutcome;
}

/** Receipts with their attempts, and those whose message is not known yet. */
interface AddressedReceipts {
  readonly addressed: readonly Addressed[];
  /** Messages that were looked up: what came before for them may wait in the inbox. */
  readonly routes: readonly MessageRoute[];
  readonly waiting: readonly InboxReceipt[];
}

/**
 * Finds the attempts that callbacks speak of, by our reference or by (account, vendor message id),
 * never by phone number. One look at the database where there are receipts without our reference.
 *
 * @param answers stored together with the callbacks: their messages are known by then
 */
export async function addressReceipts(
  ports: AddressPorts,
  callbacks: readonly VerifiedCallback[],
  answers: readonly TakenAnswer[],
): Promise<AddressedReceipts> {
  const addressed: Addressed[] = [];
  const others: InboxReceipt[] = [];
  for (const callback of callbacks) {
    for (const receipt of callback.receipts) {
      const attempt = addressOf(ports, receipt);
      const received = toInbox(callback, receipt);
      if (attempt === null) {
        others.push(received);
      } else {
        addressed.push({ attempt, received });
      }
    }
  }
  if (others.length === 0) {
    return { addressed, routes: [], waiting: [] };
  }
  const routes = await ports.store.findMessageRoutes(messageIds(others));
  const known = new Map([
    ...routes.map((one) => [messageName(one), attemptOf(one)] as const),
    ...messagesOf(answers),
  ]);
  const waiting: InboxReceipt[] = [];
  for (const received of others) {
    const attempt = known.get(messageName(received));
    if (attempt === undefined) {
      waiting.push(received);
    } else {
      addressed.push({ attempt, received });
    }
  }
  return { addressed, routes, waiting };
}

/** Our reference carries tenant and attempt and is authenticated, so it needs no look-up. */
function addressOf({ keyring }: AddressPorts, { reference: text }: VendorReceipt): Key | null {
  const reference = text === null ? null : decodeAttemptReference(text, keyring.referenceKey);
  return reference === null ? null : { tenantId: reference.tenantId, id: reference.attemptId };
}

function messagesOf(answers: readonly TakenAnswer[]): readonly (readonly [string, Key])[] {
  return answers.flatMap(({ attempt, accountId, outcome }) =>
    outcome.kind === "accepted"
      ? outcome.vendorMessageIds.map(
          (vendorMessageId) => [messageName({ accountId, vendorMessageId }), attempt] as const,
        )
      : [],
  );
}

function attemptOf({ tenantId, attemptId }: MessageRoute): Key {
  return { tenantId, id: attemptId };
}

/** Those of an inbox whose messages are among `routes`, with their attempts. */
export function addressWaiting(
  inbox: readonly InboxReceipt[],
  routes: readonly MessageRoute[],
): readonly Addressed[] {
  const known = new Map(routes.map((one) => [messageName(one), attemptOf(one)]));
  return inbox.flatMap((received) => {
    const attempt = known.get(messageName(received));
    return attempt === undefined ? [] : [{ attempt, received }];
  });
}

/** The messages that these speak of. */
export function messageIds(received: readonly InboxReceipt[]): readonly MessageId[] {
  return received.flatMap(({ accountId, vendorMessageId }) =>
    vendorMessageId === null ? [] : [{ accountId, vendorMessageId }],
  );
}

/**
 * Lets status, money and the engine follow from receipts, in their order; one whose attempt is not
 * among `works`, or went to another account, changes nothing.
 */
export function applyReceipts(
  works: readonly SendWork[],
  receipts: readonly Addressed[],
  now: Date,
): void {
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
