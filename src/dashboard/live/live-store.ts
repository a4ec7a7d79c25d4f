import type { LiveEventsSubscription, RecentSendsQuery } from "./live.generated.js";

export type LiveEvent = LiveEventsSubscription["sendEvents"];
type RecentSend = RecentSendsQuery["sends"]["nodes"][number];

/** One attempt as a mark in a row. */
export interface AttemptMark {
  readonly channel: string;
  readonly status: string;
  readonly vendor: string;
}

/** A send as the stream shows it: its place is its beginning, its words are the latest. */
export interface LiveRow {
  readonly id: string;
  readonly createdAt: string;
  readonly recipient: string;
  readonly country: string | null;
  readonly plan: string;
  readonly status: string;
  readonly verification: string;
  readonly message: string;
  readonly attempts: readonly AttemptMark[];
  readonly cost: { readonly amount: string; readonly currency: string } | null;
}

/** Where the stream was taken up again: everything above it came while nobody watched, too. */
export interface CaughtUp {
  readonly kind: "mark";
  readonly id: string;
  readonly missed: number;
}

export type Line = (LiveRow & { readonly kind: "send" }) | CaughtUp;

export interface LiveView {
  readonly lines: readonly Line[];
  readonly eventCount: number;
  /** Events that came while it was paused. */
  readonly waiting: number;
}

const linesMax = 10_000;
/** Ten paintings a second are as many as people can read. */
const paintMs = 100;

/**
 * The rows of the stream outside React: events of any rate go in, views come out at the pace that
 * a screen is read at, and none while it is paused.
 */
export class LiveStore {
  #lines: Line[] = [];
  readonly #at = new Map<string, LiveRow>();
  #view: LiveView = { lines: [], eventCount: 0, waiting: 0 };
  #eventCount = 0;
  #isPaused = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): LiveView => this.#view;

  /** Starts over with what was sent before, newest first. */
  reset(sends: readonly RecentSend[]): void {
    this.#at.clear();
    this.#lines = sends.map(rowOfSend).map((row) => {
      this.#at.set(row.id, row);
      return { ...row, kind: "send" as const };
    });
    this.#eventCount = 0;
    this.#paint();
  }

  /** Puts what was sent before all of it behind the last row. */
  append(sends: readonly RecentSend[]): void {
    const older = sends.map(rowOfSend).filter(({ id }) => !this.#at.has(id));
    for (const row of older) {
      this.#at.set(row.id, row);
      this.#lines.push({ ...row, kind: "send" });
    }
    this.#trim();
    this.#paint();
  }

  take(event: LiveEvent): void {
    const known = this.#at.get(event.sendId);
    if (known === undefined && event.send === null) {
      return;
    }
    const row = rowAfter(known, event);
    this.#at.set(row.id, row);
    if (known === undefined) {
      this.#lines.unshift({ ...row, kind: "send" });
      this.#trim();
    }
    this.#eventCount += 1;
    this.#plan();
  }

  /** The stream was lost and goes on from here; the same mark again changes its number. */
  mark(id: string, missed: number): void {
    const at = this.#lines.findIndex((line) => line.id === id);
    const mark: CaughtUp = { kind: "mark", id, missed };
    this.#lines.splice(Math.max(0, at), at < 0 ? 0 : 1, mark);
    this.#plan();
  }

  pause(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (!isPaused) {
      this.#paint();
    }
  }

  #trim(): void {
    for (const gone of this.#lines.splice(linesMax)) {
      this.#at.delete(gone.id);
    }
  }

  #plan(): void {
    if (this.#timer === null) {
      this.#timer = setTimeout(
        () => (this.#isPaused ? this.#tellWaiting() : this.#paint()),
        paintMs,
      );
    }
  }

  #paint(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
    this.#lines = this.#lines.map((line) => {
      const row = line.kind === "send" ? this.#at.get(line.id) : undefined;
      return row === undefined || isSame(line, row) ? line : { ...row, kind: "send" };
    });
    this.#show({ lines: [...this.#lines], eventCount: this.#eventCount, waiting: 0 });
  }

  #tellWaiting(): void {
    this.#timer = null;
    this.#show({ ...this.#view, waiting: this.#eventCount - this.#view.eventCount });
  }

  #show(view: LiveView): void {
    this.#view = view;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

function isSame(line: Line, row: LiveRow): boolean {
  return line.kind === "send" && line.attempts === row.attempts && line.message === row.message;
}

function rowOfSend(send: RecentSend): LiveRow {
  return {
    id: send.id,
    createdAt: send.createdAt,
    recipient: send.recipient.phone ?? send.recipient.email ?? "",
    country: send.recipient.country,
    plan: send.plan.key,
    status: send.status,
    verification: send.verification,
    message: [...new Set(send.attempts.map(({ vendor }) => vendor.name))].join(" → "),
    attempts: send.attempts.map(({ channel, status, vendor }) => ({
      channel,
      status,
      vendor: vendor.slug,
    })),
    cost: send.cost,
  };
}

function rowAfter(known: LiveRow | undefined, event: LiveEvent): LiveRow {
  const { send } = event;
  return {
    id: event.sendId,
    createdAt: known?.createdAt ?? send?.createdAt ?? event.at,
    recipient: known?.recipient ?? send?.recipient.phone ?? send?.recipient.email ?? "",
    country: known?.country ?? send?.recipient.country ?? null,
    plan: known?.plan ?? send?.plan.key ?? "",
    status: event.status,
    verification: event.verification,
    message: event.message,
    attempts: attemptsAfter(known?.attempts ?? [], event),
    cost: event.cost ?? known?.cost ?? null,
  };
}

function attemptsAfter(marks: readonly AttemptMark[], event: LiveEvent): readonly AttemptMark[] {
  const { attemptNumber: number, attemptStatus: status, channel, vendorSlug: vendor } = event;
  if (number === null || status === null || channel === null || vendor === null) {
    return marks;
  }
  const next = [...marks];
  next[number - 1] = { channel, status, vendor };
  return Array.from(next, (mark) => mark ?? { channel, status: "PLANNED", vendor: "" });
}
