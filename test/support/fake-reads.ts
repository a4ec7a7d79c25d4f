import type { LogPosition } from "../../src/events/tail.js";
import { matchesFilter } from "../../src/events/matches-filter.js";
import type { SendReads } from "../../src/flow/reads.js";
import type { DecidedAttempt, EventRow, ReceiptRow, SendRow } from "../../src/flow/rows.js";

/** Sends and logs in memory, with the calls that were made of it. */
export class FakeReads implements SendReads {
  readonly calls: string[] = [];
  readonly sendRows: SendRow[] = [];
  readonly attempts: DecidedAttempt[] = [];
  readonly receipts: ReceiptRow[] = [];
  readonly log: EventRow[] = [];
  expiredSeq = 0n;

  /** The tail's own port. */
  readEventsAfter(positions: readonly LogPosition[], limit: number): Promise<EventRow[]> {
    return Promise.resolve(
      positions.flatMap(({ tenantId, after }) =>
        this.log.filter((e) => e.tenantId === tenantId && e.seq > after).slice(0, limit),
      ),
    );
  }

  sendsById(tenantId: string, ids: readonly string[]) {
    this.calls.push("sendsById");
    return Promise.resolve(
      ids.map((id) => this.sendRows.find((s) => s.tenantId === tenantId && s.id === id) ?? null),
    );
  }

  sendByExternalId(tenantId: string, externalId: string) {
    this.calls.push("sendByExternalId");
    const found = this.sendRows.find((s) => s.tenantId === tenantId && s.externalId === externalId);
    return Promise.resolve(found ?? null);
  }

  sends(tenantId: string, _filter: object, limit: number, afterId: string | null) {
    this.calls.push("sends");
    const rows = this.sendRows
      .filter((s) => s.tenantId === tenantId && (afterId === null || s.id < afterId))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    return Promise.resolve({ rows: rows.slice(0, limit), hasMore: rows.length > limit });
  }

  countSends(tenantId: string) {
    this.calls.push("countSends");
    return Promise.resolve(this.sendRows.filter((s) => s.tenantId === tenantId).length);
  }

  attemptsById(tenantId: string, ids: readonly string[]) {
    this.calls.push("attemptsById");
    return Promise.resolve(
      ids.map((id) => this.attempts.find((a) => a.tenantId === tenantId && a.id === id) ?? null),
    );
  }

  attemptsOfSends(tenantId: string, sendIds: readonly string[]) {
    this.calls.push("attemptsOfSends");
    return Promise.resolve(
      sendIds.map((id) => this.attempts.filter((a) => a.tenantId === tenantId && a.sendId === id)),
    );
  }

  receiptsOfAttempts(tenantId: string, ids: readonly string[]) {
    this.calls.push("receiptsOfAttempts");
    return Promise.resolve(
      ids.map((id) => this.receipts.filter((r) => r.tenantId === tenantId && r.attemptId === id)),
    );
  }

  events(tenantId: string, filter: object, limit: number, after: bigint) {
    this.calls.push("events");
    const found = this.log.filter(
      (e) => e.tenantId === tenantId && e.seq > after && matchesFilter(e, filter),
    );
    const rows = found.slice(0, limit);
    const hasMore = found.length > limit;
    const last = this.lastSeq(tenantId);
    const scanned = last > after ? last : after;
    const lastScanned = hasMore ? (rows.at(-1)?.seq ?? after) : scanned;
    return Promise.resolve({ rows, hasMore, lastScanned });
  }

  async eventsOfSends(
    tenantId: string,
    keys: readonly { readonly sendId: string; readonly after: bigint }[],
    limit: number,
  ) {
    this.calls.push("eventsOfSends");
    return keys.map(({ sendId, after }) => {
      const found = this.log.filter(
        (e) => e.tenantId === tenantId && e.sendId === sendId && e.seq > after,
      );
      return { rows: found.slice(0, limit), hasMore: found.length > limit };
    });
  }

  latestEventOfSend(tenantId: string, sendId: string) {
    const found = this.log.findLast((e) => e.tenantId === tenantId && e.sendId === sendId);
    return Promise.resolve(found ?? null);
  }

  countEventsOfSend(tenantId: string, sendId: string) {
    const found = this.log.filter((e) => e.tenantId === tenantId && e.sendId === sendId);
    return Promise.resolve(found.length);
  }

  logBounds(tenantId: string) {
    return Promise.resolve({ lastSeq: this.lastSeq(tenantId), expiredSeq: this.expiredSeq });
  }

  currencyOf() {
    return Promise.resolve("IDR");
  }

  openRecipient(send: SendRow) {
    return JSON.parse(send.recipient.toString()) as { phone: string | null; email: string | null };
  }

  codeLengthOf({ codeCipher }: SendRow) {
    return codeCipher?.length ?? null;
  }

  private lastSeq(tenantId: string): bigint {
    return this.log.findLast((e) => e.tenantId === tenantId)?.seq ?? 0n;
  }
}
