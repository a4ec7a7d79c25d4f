import type pg from "pg";
import { parseEmail } from "../core/email.js";
import type { Keyring } from "../flow/keyring.js";
import type { EventFilter, SendFilter, SendReads } from "../flow/reads.js";
import { openSealedRecipient } from "./open-sealed-recipient.js";
import { groupInOrder, inOrder, pageOf } from "./rows-in-order.js";
import { countSends } from "./sql/count-sends.js";
import { listEvents } from "./sql/list-events.js";
import { listSends } from "./sql/list-sends.js";
import { countEventsOfSend, readLatestEvent, readLogBounds } from "./sql/read-log.js";
import { readEventsOfSends } from "./sql/read-events-of-sends.js";
import { readReceipts } from "./sql/read-receipts.js";
import { readTenantCurrency } from "./sql/read-tenant-currency.js";
import { readAttemptsOfSends, readTenantAttempts } from "./sql/read-tenant-attempts.js";
import { readSendByExternalId, readTenantSends } from "./sql/read-tenant-sends.js";
import type { RecipientIndex } from "./sql/send-conditions.js";
import type { Connection } from "./sql/statement.js";
import { transaction } from "./transaction.js";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** How much of a log one filtered read looks through. */
const scanMax = 50_000n;

/**
 * A tenant's sends and log, read as sandi_app:
 * each call is one short transaction of three round trips.
 */
export function createSendReads(pool: pg.Pool, keyring: Keyring): SendReads {
  const reading = <T>(tenantId: string, work: (db: Connection) => Promise<T>) =>
    asTenant(pool, tenantId, work);
  const indexOf = (tenantId: string, filter: SendFilter) =>
    recipientIndex(keyring, tenantId, filter.recipient);
  return {
    sendsById: (tenantId, ids) =>
      reading(tenantId, async (db) => inOrder(ids, await readTenantSends(db, tenantId, ids))),
    sendByExternalId: (tenantId, externalId) =>
      reading(tenantId, async (db) => {
        const rows = await readSendByExternalId(db, tenantId, externalId);
        return rows[0] ?? null;
      }),
    sends: (tenantId, filter, limit, afterId) =>
      reading(tenantId, async (db) => {
        const recipient = indexOf(tenantId, filter);
        return pageOf(await listSends(db, tenantId, filter, recipient, limit + 1, afterId), limit);
      }),
    countSends: (tenantId, filter, max) =>
      reading(tenantId, async (db) => {
        const count = await countSends(db, tenantId, filter, indexOf(tenantId, filter), max + 1);
        return count > max ? null : count;
      }),
    attemptsById: (tenantId, ids) =>
      reading(tenantId, async (db) => inOrder(ids, await readTenantAttempts(db, tenantId, ids))),
    attemptsOfSends: (tenantId, sendIds) =>
      reading(tenantId, async (db) =>
        groupInOrder(sendIds, await readAttemptsOfSends(db, tenantId, sendIds), (a) => a.sendId),
      ),
    receiptsOfAttempts: (tenantId, attemptIds) =>
      reading(tenantId, async (db) =>
        groupInOrder(attemptIds, await readReceipts(db, tenantId, attemptIds), (r) => r.attemptId),
      ),
    events: (tenantId, filter, limit, after) =>
      reading(tenantId, (db) => eventsPage(db, tenantId, filter, limit, after)),
    eventsOfSends: (tenantId, keys, limit) =>
      reading(tenantId, async (db) => {
        const rows = await readEventsOfSends(db, tenantId, keys, limit + 1);
        const byPlace = Map.groupBy(rows, (row) => row.place);
        return keys.map((_, index) => {
          const page = pageOf(byPlace.get(index + 1) ?? [], limit);
          return { ...page, rows: page.rows.map(({ place: _place, ...event }) => event) };
        });
      }),
    latestEventOfSend: (tenantId, sendId) =>
      reading(tenantId, async (db) => {
        const rows = await readLatestEvent(db, tenantId, sendId);
        return rows[0] ?? null;
      }),
    countEventsOfSend: (tenantId, sendId) =>
      reading(tenantId, (db) => countEventsOfSend(db, tenantId, sendId)),
    logBounds: (tenantId) => reading(tenantId, (db) => readLogBounds(db, tenantId)),
    currencyOf: currencyReader(pool),
    openRecipient: (send) => openSealedRecipient(keyring, send.tenantId, send.recipient),
    codeLengthOf: ({ codeCipher, tenantId }) =>
      codeCipher === null ? null : keyring.open("code", tenantId, codeCipher).toString().length,
  };
}

/**
 * SET LOCAL takes no parameters, and set_config() would not reach the nodes of a distributed
 * Postgres.
 */
function asTenant<T>(
  pool: pg.Pool,
  tenantId: string,
  work: (db: Connection) => Promise<T>,
): Promise<T> {
  if (!uuidPattern.test(tenantId)) {
    throw new TypeError("not a lower-case uuid");
  }
  const begin =
    "begin isolation level read committed read only; " +
    `set local app.tenant = '${tenantId}'; set local statement_timeout = '10s'`;
  return transaction(pool, work, begin);
}

async function eventsPage(
  db: Connection,
  tenantId: string,
  filter: EventFilter,
  limit: number,
  after: bigint,
) {
  // A send's events come from its own index; all other filters walk the log, a bounded stretch at a
  // time.
  const isIndexed = filter.sendId !== undefined || Object.keys(filter).length === 0;
  const until = isIndexed ? null : after + scanMax;
  const { rows, lastSeq } = await listEvents(db, tenantId, filter, limit + 1, after, until);
  const page = pageOf(rows, limit);
  if (page.hasMore) {
    return { ...page, lastScanned: page.rows.at(-1)?.seq ?? after };
  }
  const scanned = until !== null && until < lastSeq ? until : lastSeq;
  return {
    rows: page.rows,
    hasMore: scanned < lastSeq,
    lastScanned: scanned > after ? scanned : after,
  };
}

function currencyReader(pool: pg.Pool): SendReads["currencyOf"] {
  const known = new Map<string, Promise<string>>();
  return (tenantId) => {
    let currency = known.get(tenantId);
    if (currency === undefined) {
      currency = asTenant(pool, tenantId, (db) => readTenantCurrency(db, tenantId));
      known.set(tenantId, currency);
      currency.catch(() => known.delete(tenantId));
    }
    return currency;
  };
}

function recipientIndex(
  keyring: Keyring,
  tenantId: string,
  recipient: string | undefined,
): RecipientIndex | null {
  if (recipient === undefined) {
    return null;
  }
  const email = recipient.includes("@") ? parseEmail(recipient) : null;
  const value = email?.ok === true ? email.value : recipient;
  return {
    column: email === null ? "phone_index" : "email_index",
    hash: keyring.recipientIndex(tenantId, value),
  };
}
