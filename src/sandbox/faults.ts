import { z } from "zod";
import { channels, type Channel } from "../core/otp/status.js";
import { coin, keyOf, mixKeys } from "../market/coin.js";

/** Everything that can be wrong with a vendor; README.md says what each does on the wire. */
export const faultKinds = [
  "hang",
  "refuse_connection",
  "error_500",
  "error_after_accept",
  "slow",
  "throttle",
  "out_of_credit",
  "reject_number",
  "drop_message",
  "drop_receipts",
  "late_receipts",
  "duplicate_receipts",
  "reorder_receipts",
  "receipt_before_answer",
  "lie",
  "malformed_answer",
  "forged_receipt",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Something that is wrong with a vendor until it is cleared or `until` has come. */
export interface Fault {
  readonly id: string;
  readonly vendor: string;
  /** null = on every channel. */
  readonly channel: Channel | null;
  /** null = in every country. */
  readonly country: string | null;
  readonly kind: FaultKind;
  /** The share of messages it hits, above 0 and at most 1. */
  readonly rate: number;
  readonly until: string | null;
}

export type FaultAdded =
  | { readonly ok: true; readonly fault: Fault }
  | { readonly ok: false; readonly field: string; readonly rule: string };

/** Whom a fault may hit: one message on its way into a vendor. */
export interface FaultTarget {
  readonly vendor: string;
  readonly channel: Channel;
  readonly country: string;
  /** Tells this message from others, for `rate`. */
  readonly messageKey: number;
}

const faultsMax = 1000;

const input = z.strictObject({
  vendor: z.string("must be the name of a vendor"),
  channel: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.enum(channels, `must be one of ${channels.join(", ")}`))
    .nullish(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be a two-letter country code")
    .nullish(),
  kind: z.enum(faultKinds, `must be one of ${faultKinds.join(", ")}`),
  rate: z
    .number("must be a number")
    .gt(0, "must be above 0 and at most 1")
    .max(1, "must be above 0 and at most 1")
    .nullish(),
  forSec: z
    .number("must be a number")
    .gt(0, "must be above 0 and at most 604800")
    .max(604_800, "must be above 0 and at most 604800")
    .nullish(),
});

/** The faults in force. At most 1,000 at a time. */
export class Faults {
  private faults: { fault: Fault; untilMs: number }[] = [];
  private count = 0;

  constructor(
    private readonly vendors: ReadonlySet<string>,
    private readonly now: () => Date,
    private readonly onChange: () => void,
  ) {}

  /** Adds what `POST /faults` says, or names the field that is wrong and the rule it breaks. */
  add(body: unknown): FaultAdded {
    const parsed = input.safeParse(body);
    if (!parsed.success) {
      return refusal(parsed.error);
    }
    const { vendor, channel, country, kind, rate, forSec } = parsed.data;
    if (!this.vendors.has(vendor)) {
      return { ok: false, field: "vendor", rule: `must be one of ${[...this.vendors].join(", ")}` };
    }
    if (this.list().length >= faultsMax) {
      return { ok: false, field: "vendor", rule: `at most ${faultsMax} faults at a time` };
    }
    this.count += 1;
    const untilMs = forSec ? this.now().getTime() + forSec * 1000 : Number.POSITIVE_INFINITY;
    const fault: Fault = {
      id: String(this.count),
      vendor,
      channel: channel ?? null,
      country: country ?? null,
      kind,
      rate: rate ?? 1,
      until: forSec ? new Date(untilMs).toISOString() : null,
    };
    this.faults.push({ fault, untilMs });
    this.onChange();
    return { ok: true, fault };
  }

  /** The faults in force now, oldest first. */
  list(): Fault[] {
    const nowMs = this.now().getTime();
    if (this.faults.some(({ untilMs }) => untilMs <= nowMs)) {
      this.faults = this.faults.filter(({ untilMs }) => untilMs > nowMs);
      this.onChange();
    }
    return this.faults.map(({ fault }) => fault);
  }

  /** Ends all of them, or all of one vendor; answers how many there were. */
  clear(vendor?: string): number {
    const before = this.list().length;
    this.faults = vendor ? this.faults.filter(({ fault }) => fault.vendor !== vendor) : [];
    this.onChange();
    return before - this.faults.length;
  }

  /**
   * What is wrong for one message. A fault with a rate hits the same messages however often it is
   * asked.
   */
  hitting(target: FaultTarget): ReadonlySet<FaultKind> {
    if (this.faults.length === 0) {
      return new Set();
    }
    const hits = this.list().filter(
      (fault) =>
        fault.vendor === target.vendor &&
        (fault.channel === null || fault.channel === target.channel) &&
        (fault.country === null || fault.country === target.country) &&
        coin(mixKeys(target.messageKey, keyOf(fault.id)), 0) < fault.rate,
    );
    return new Set(hits.map((fault) => fault.kind));
  }

  /** Vendors that take no connections at all: refused whatever the channel, country and message. */
  refusing(): ReadonlySet<string> {
    const whole = this.list().filter(
      ({ kind, channel, country, rate }) =>
        kind === "refuse_connection" && channel === null && country === null && rate === 1,
    );
    return new Set(whole.map((fault) => fault.vendor));
  }

  /** Milliseconds until the next fault ends by itself; null when none does. */
  nextEndMs(): number | null {
    const next = Math.min(...this.faults.map(({ untilMs }) => untilMs));
    return Number.isFinite(next) ? Math.max(0, next - this.now().getTime()) : null;
  }
}

function refusal(error: z.ZodError): FaultAdded {
  const issue = error.issues[0];
  if (issue?.code === "unrecognized_keys") {
    const rule = "is unknown; known are vendor, channel, country, kind, rate, forSec";
    return { ok: false, field: issue.keys[0] ?? "", rule };
  }
  const field = issue === undefined || issue.path.length === 0 ? "body" : issue.path.join(".");
  return { ok: false, field, rule: issue?.message ?? "is wrong" };
}
