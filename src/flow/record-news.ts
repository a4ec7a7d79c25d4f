import { uuidv7 } from "uuidv7";
import type { SendOutcome } from "../core/otp/vendor-message.js";
import {
  type Addressed,
  addressReceipts,
  addressWaiting,
  applyReceipts,
  messageIds,
  type VerifiedCallback,
} from "./accept-receipt.js";
import { type BatchObserver, batchOptions, type BatchSizes } from "./batch-options.js";
import { type ChangePorts, changeSends } from "./change-sends.js";
import { groupCommit } from "./group-commit.js";
import type { InboxReceipt, Key, MessageId, MessageRoute, RawCallback, Tx } from "./ports.js";
import { recordOutcome } from "./record-status.js";
import type { AttemptRow } from "./rows.js";
import type { SendWork } from "./send-work.js";

/** What taking news of messages down needs besides changing sends. */
export interface NewsPorts extends ChangePorts {
  readonly batchSizes: BatchSizes;
  readonly observeBatch: BatchObserver;
  /** Told of every answer once it is durable, for the breakers. */
  answered(work: SendWork, attempt: AttemptRow): void;
  readonly failed: (error: unknown, what: string) => void;
}

/** What a vendor answered to a submission that left at `startedAt`. */
export interface VendorAnswer {
  readonly attempt: Key;
  readonly sendId: string;
  readonly accountId: string;
  readonly outcome: SendOutcome;
  readonly startedAt: Date;
}

/** Takes down what becomes of messages; both resolve once it is durable. */
export interface NewsDesk {
  answered(answer: VendorAnswer): Promise<void>;
  /** What came is stored also when nothing follows from it, or what follows fails. */
  received(callback: VerifiedCallback): Promise<void>;
}

/** A callback under the id by which it is stored once, however often it is taken up. */
type NamedCallback = VerifiedCallback & { readonly id: string };

type News =
  | { readonly kind: "answer"; readonly answer: VendorAnswer }
  | { readonly kind: "callback"; readonly callback: NamedCallback };

/** What is stored whether or not anything follows from it. */
interface Kept {
  readonly raw: readonly RawCallback[];
  /** Receipts whose message is not known yet. */
  readonly waiting: readonly InboxReceipt[];
}

/** What one transaction takes down. */
interface Batch {
  readonly answers: readonly VendorAnswer[];
  readonly addressed: readonly Addressed[];
  /** Messages whose receipts may wait in the inbox. */
  readonly routes: readonly MessageRoute[];
  readonly kept: Kept;
}

/**
 * Makes the desk where vendors' answers and receipts are taken down in the order in which they
 * come, so that the log tells of a message before it tells that the message arrived. Those that
 * come together are one transaction, and of a message whose receipt follows its answer closely the
 * rows are written once.
 */
export function makeNewsDesk(ports: NewsPorts): NewsDesk {
  const record = groupCommit<News, void>(
    async (news) => {
      await recordAll(ports, news);
      return news.map(() => undefined);
    },
    batchOptions("news", ports.batchSizes, ports.observeBatch),
  );
  return {
    answered: (answer) => record({ kind: "answer", answer }),
    received: (callback) => record({ kind: "callback", callback: { ...callback, id: uuidv7() } }),
  };
}

async function recordAll(ports: NewsPorts, news: readonly News[]): Promise<void> {
  const answers = news.flatMap((one) => (one.kind === "answer" ? [one.answer] : []));
  const callbacks = news.flatMap((one) => (one.kind === "callback" ? [one.callback] : []));
  const raw = callbacks.map(({ accountId, id, sealedBody, receivedAt }) => ({
    accountId,
    id,
    body: sealedBody,
    receivedAt,
  }));
  try {
    const { addressed, routes, waiting } = await addressReceipts(ports, callbacks, answers);
    const works = await record(ports, { answers, addressed, routes, kept: { raw, waiting } });
    await matchOvertaken(ports, waiting, works);
  } catch (error) {
    // Of more than one, each is taken up again alone.
    if (news.length === 1 && raw.length === 1) {
      await keep(ports, { raw, waiting: [] });
    }
    throw error;
  }
}

/**
 * Written first, read again: what makes a message known may have been stored in between, and of the
 * messages that became known, receipts may have been waiting. What fails here the sweep finds.
 */
async function matchOvertaken(
  ports: NewsPorts,
  waiting: readonly InboxReceipt[],
  works: readonly SendWork[],
): Promise<void> {
  try {
    await matchInbox(ports, [...messageIds(waiting), ...works.flatMap((work) => work.overtaken)]);
  } catch (error) {
    ports.failed(error, "receipts that were faster than the answers to their messages");
  }
}

/** Applies waiting receipts of messages that are known by now. */
export async function matchInbox(ports: NewsPorts, ids: readonly MessageId[]): Promise<void> {
  const routes = await ports.store.findMessageRoutes(ids);
  if (routes.length > 0) {
    await record(ports, { answers: [], addressed: [], routes, kept: { raw: [], waiting: [] } });
  }
}

/** Stores what came and nothing else, with one commit. */
async function keep(ports: NewsPorts, { raw, waiting }: Kept): Promise<void> {
  if (raw.length > 0 || waiting.length > 0) {
    await ports.store.transaction((tx) =>
      Promise.all([tx.insertRawCallbacks(raw), tx.insertInbox(waiting), tx.commit()]),
    );
  }
}

/**
 * Lets answers and receipts change their sends. In the same transaction, what is to be kept is
 * stored, and what waits for `routes` is taken out of the inbox: it came first, and a later word
 * must not be heard before it.
 */
async function record(
  ports: NewsPorts,
  { answers, addressed, routes, kept }: Batch,
): Promise<readonly SendWork[]> {
  const ofReceipts = await sendsOf(ports, [
    ...addressed.map((one) => one.attempt),
    ...routes.map((one) => ({ tenantId: one.tenantId, id: one.attemptId })),
  ]);
  const keys = [
    ...answers.map(({ attempt, sendId }) => ({ tenantId: attempt.tenantId, id: sendId })),
    ...ofReceipts,
  ];
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
  let answered: readonly (() => void)[] = [];
  const works = await changeSends(
    ports,
    keys,
    (opened, { now }) => {
      answered = recordAnswers(ports, opened, answers, now);
      applyReceipts(opened, [...addressWaiting(inbox, routes), ...addressed], now);
    },
    { beside },
  );
  answered.forEach((tell) => tell());
  return works;
}

/** Returns what tells of the answers once they are stored. */
function recordAnswers(
  ports: NewsPorts,
  works: readonly SendWork[],
  answers: readonly VendorAnswer[],
  now: Date,
): readonly (() => void)[] {
  const bySend = new Map(works.map((work) => [work.send.id, work]));
  return answers.flatMap(({ attempt: { id }, sendId, outcome, startedAt }) => {
    const work = bySend.get(sendId);
    const attempt = work?.attempts.find((one) => one.id === id);
    if (work === undefined || attempt === undefined) {
      return [];
    }
    recordOutcome(work, attempt, outcome, startedAt, now);
    return [() => ports.answered(work, attempt)];
  });
}

/** The sends of these attempts; attempts that do not exist are left out. */
async function sendsOf(ports: NewsPorts, attempts: readonly Key[]): Promise<readonly Key[]> {
  const rows = await ports.store.findSendsOfAttempts(attempts);
  const sends = new Map(rows.map((row) => [row.attemptId, row.sendId]));
  return attempts.flatMap(({ tenantId, id }) => {
    const sendId = sends.get(id);
    return sendId === undefined ? [] : [{ tenantId, id: sendId }];
  });
}
