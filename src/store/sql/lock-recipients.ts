import type { RecipientKey } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

// As the rows come: in the order of the list.
const text = `select pg_advisory_xact_lock(n.lock) from unnest($1::bigint[]) as n(lock)`;

/**
 * Lets one transaction at a time, of all processes, make sends to the same recipients; until its
 * end. What is open to them is to be looked for in a later statement: it sees what the one before
 * made. Has to be a transaction's first lock. By the first eight bytes of the keyed index of a
 * number or an address; two that share them wait for each other needlessly. Cost: no row, one
 * entry of the server's lock table per recipient.
 */
export async function lockRecipients(
  db: Connection,
  recipients: readonly RecipientKey[],
): Promise<void> {
  const locks = new Set(
    recipients.flatMap(({ phoneIndex, emailIndex }) =>
      [phoneIndex, emailIndex].flatMap((index) => index?.readBigInt64BE() ?? []),
    ),
  );
  // In one order, so that two batches never wait for each other in a circle.
  const inOrder = [...locks].toSorted((a, b) => (a < b ? -1 : 1));
  await run(db, "lock-recipients", text, [`{${inOrder.join(",")}}`]);
}
