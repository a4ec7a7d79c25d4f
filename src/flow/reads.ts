/**
 * What graphql reads of sends, attempts, receipts and the log; every call runs as sandi_app under
 * the tenant's row-level security.
 */
import type { DecidedAttempt, EventRow, ReceiptRow, SendEventType, SendRow } from "./rows.js";
import type { Channel, SendStatus, VerificationStatus } from "../core/otp/status.js";

/** rows in order; hasMore = there is at least one behind the last. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
}

/** Which sends of a tenant to list; a field that is absent does not filter, several all hold. */
export interface SendFilter {
  readonly planId?: string;
  readonly statuses?: readonly SendStatus[];
  readonly verification?: readonly VerificationStatus[];
  readonly channels?: readonly Channel[];
  readonly vendors?: readonly string[];
  readonly countries?: readonly string[];
  /** A phone number in E.164 or an e-mail address; looked up by keyed hash. */
  readonly recipient?: string;
  readonly purpose?: string;
  readonly from?: Date;
  readonly to?: Date;
}

/** Which events of a tenant to list; a field that is absent does not filter, several all hold. */
export interface EventFilter {
  readonly sendId?: string;
  readonly planId?: string;
  readonly types?: readonly SendEventType[];
  readonly channels?: readonly Channel[];
  readonly vendors?: readonly string[];
  readonly countries?: readonly string[];
  readonly statuses?: readonly SendStatus[];
}

/**
 * lastSeq = newest event of the tenant; expiredSeq = events up to this one are deleted (0 = none).
 */
export interface LogBounds {
  readonly lastSeq: bigint;
  readonly expiredSeq: bigint;
}

/** Reads of a tenant's sends, attempts, receipts and log; another tenant's are never seen. */
export interface SendReads {
  /** In the order of ids; null where there is none for this tenant. */
  sendsById(tenantId: string, ids: readonly string[]): Promise<readonly (SendRow | null)[]>;
  sendByExternalId(tenantId: string, externalId: string): Promise<SendRow | null>;
  /** Newest first, keyset by id; afterId null = from the newest. */
  sends(
    tenantId: string,
    filter: SendFilter,
    limit: number,
    afterId: string | null,
  ): Promise<Page<SendRow>>;
  /** How many there are, counted up to `max`; null = more. */
  countSends(tenantId: string, filter: SendFilter, max: number): Promise<number | null>;
  attemptsById(
    tenantId: string,
    ids: readonly string[],
  ): Promise<readonly (DecidedAttempt | null)[]>;
  /** One list per send id, by attempt number. */
  attemptsOfSends(
    tenantId: string,
    sendIds: readonly string[],
  ): Promise<readonly (readonly DecidedAttempt[])[]>;
  /** One list per attempt id, in order of arrival. */
  receiptsOfAttempts(
    tenantId: string,
    attemptIds: readonly string[],
  ): Promise<readonly (readonly ReceiptRow[])[]>;
  /**
   * Events with seq > after in log order. lastScanned = a cursor that moves on even when nothing
   * matched; hasMore is also true when the log goes on behind what one call looks through.
   */
  events(
    tenantId: string,
    filter: EventFilter,
    limit: number,
    after: bigint,
  ): Promise<Page<EventRow> & { readonly lastScanned: bigint }>;
  /** One page per key, of `limit` events at most, in the order of keys. */
  eventsOfSends(
    tenantId: string,
    keys: readonly { readonly sendId: string; readonly after: bigint }[],
    limit: number,
  ): Promise<readonly Page<EventRow>[]>;
  latestEventOfSend(tenantId: string, sendId: string): Promise<EventRow | null>;
  countEventsOfSend(tenantId: string, sendId: string): Promise<number>;
  logBounds(tenantId: string): Promise<LogBounds>;
  /** In what currency a tenant's money is; it never changes, so it is asked for once. */
  currencyOf(tenantId: string): Promise<string>;
  /** Opens a stored recipient. */
  openRecipient(send: SendRow): { readonly phone: string | null; readonly email: string | null };
  /** How many characters a send's own code has; null when each attempt has one of its own. */
  codeLengthOf(send: SendRow): number | null;
}
