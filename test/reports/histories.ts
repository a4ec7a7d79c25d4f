import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import type { AttemptStatus, Channel, ChargeState, SendStatus } from "../../src/core/otp/status.js";
import type { DecidedAttempt, SendRow } from "../../src/flow/rows.js";
import { appendEvents } from "../../src/store/sql/append-events.js";
import { insertAttempts } from "../../src/store/sql/insert-attempts.js";
import { insertSends } from "../../src/store/sql/insert-sends.js";
import { updateAttempts } from "../../src/store/sql/update-attempts.js";
import { transaction } from "../../src/store/transaction.js";
import type { TestDatabase } from "../support/db.js";
import { makeAttempt, makeEvent, makeSend } from "../support/otp-rows.js";
import { insertRow, insertTenant, insertVendor } from "../support/rows.js";

/** A tenant with plans and vendors to make histories of. */
export interface Stage {
  readonly tenantId: string;
  readonly plans: readonly { readonly id: string; readonly key: string }[];
  readonly vendors: readonly { readonly id: string; readonly slug: string }[];
}

/** What became of one attempt. */
export interface Try {
  /** Minutes after the send's last attempt, or after its start. */
  readonly afterMin: number;
  readonly channel: Channel;
  readonly vendor: number;
  readonly status: AttemptStatus;
  readonly charge: ChargeState;
  readonly cost: bigint;
  readonly hold: bigint;
  readonly parts: number;
  readonly step: number;
  readonly isAutomatic: boolean;
  readonly latencyMs: number | null;
}

/** A send and what became of it. */
export interface Story {
  /** Minutes after the history's beginning. */
  readonly atMin: number;
  readonly plan: number;
  readonly purpose: string | null;
  readonly place: number;
  readonly tries: readonly Try[];
  /** Which attempt is credited; null = none. */
  readonly verified: number | null;
  readonly status: SendStatus;
  readonly deliverMs: number | null;
  readonly verifyMs: number | null;
  readonly resends: number;
  readonly phone: number | null;
  readonly email: number | null;
}

const places = [
  { country: "ID", mcc: "510", mnc: "10" },
  { country: "ID", mcc: null, mnc: null },
  { country: "SG", mcc: "525", mnc: "01" },
  { country: null, mcc: null, mnc: null },
] as const;
const channels: readonly Channel[] = ["SMS", "WHATSAPP", "EMAIL"];
const statuses: readonly AttemptStatus[] = [
  "SUBMITTED",
  "DELIVERED",
  "READ",
  "UNDELIVERED",
  "UNKNOWN",
];
const charges: readonly ChargeState[] = ["HELD", "CHARGED", "RELEASED", "MAYBE"];

const oneTry = (gapMinMax: number): fc.Arbitrary<Try> =>
  fc
    .record({
      afterMin: fc.integer({ min: 0, max: gapMinMax }),
      channel: fc.constantFrom(...channels),
      vendor: fc.integer({ min: 0, max: 1 }),
      status: fc.constantFrom(...statuses),
      charge: fc.constantFrom(...charges),
      amount: fc.integer({ min: 0, max: 30_000_000 }).map(BigInt),
      parts: fc.integer({ min: 1, max: 3 }),
      step: fc.integer({ min: 1, max: 2 }),
      isAutomatic: fc.boolean(),
      latencyMs: fc.option(fc.nat({ max: 60_000 })),
    })
    .map(({ amount, ...one }) => ({ ...one, ...moneyOf(one.charge, amount) }));

/** The books of an attempt in this state. */
export function moneyOf(charge: ChargeState, amount: bigint): { cost: bigint; hold: bigint } {
  return { cost: charge === "CHARGED" || charge === "MAYBE" ? amount : 0n, hold: amount };
}

/**
 * Sends with none to four attempts, over some days.
 *
 * @param gapMinMax minutes between attempts; hours, so that many sends reach into another day
 */
export function stories(days: number, max: number, gapMinMax = 45): fc.Arbitrary<readonly Story[]> {
  const story = fc.record({
    atMin: fc.integer({ min: 0, max: days * 1440 }),
    plan: fc.integer({ min: 0, max: 1 }),
    purpose: fc.constantFrom(null, "login", "pay, 'now'"),
    place: fc.integer({ min: 0, max: places.length - 1 }),
    tries: fc.array(oneTry(gapMinMax), { maxLength: 4 }),
    verified: fc.option(fc.nat({ max: 3 })),
    status: fc.constantFrom<SendStatus>("SENT", "DELIVERED", "FAILED", "BLOCKED", "CANCELED"),
    deliverMs: fc.option(fc.nat({ max: 90_000 })),
    verifyMs: fc.option(fc.nat({ max: 300_000 })),
    resends: fc.nat({ max: 2 }),
    phone: fc.option(fc.nat({ max: 3 })),
    email: fc.option(fc.nat({ max: 2 })),
  });
  return fc.array(story, { maxLength: max });
}

/** One stored send with its attempts. */
export interface Stored {
  readonly send: SendRow;
  readonly attempts: DecidedAttempt[];
}

/** A tenant with two plans and two vendors. */
export async function makeStage(db: TestDatabase, timeZone: string): Promise<Stage> {
  const tenantId = await insertTenant(db.owner, { timeZone });
  const plans = ["login", "pay"].map((key) => ({ id: uuidv7(), key }));
  const createdAt = new Date("2026-01-01T00:00:00Z");
  for (const { id, key } of plans) {
    await insertRow(db.owner, "plan", {
      tenantId,
      id,
      key,
      name: key,
      currentRevision: 1,
      createdAt,
    });
  }
  const vendors: { id: string; slug: string }[] = [];
  for (const name of ["acme", "globex"]) {
    const slug = `${name}-${tenantId.slice(-8)}`;
    vendors.push({ id: (await insertVendor(db.owner, slug)).vendorId, slug });
  }
  return { tenantId, plans, vendors };
}

/** Stores a history as its walk would have: each send with its attempts and one event. */
export async function tell(
  db: TestDatabase,
  stage: Stage,
  begin: Date,
  told: readonly Story[],
): Promise<Stored[]> {
  const stored = told.map((story) => rowsOf(stage, begin, story));
  await transaction(db.engine, async (tx) => {
    await insertSends(
      tx,
      stored.map(({ send }) => send),
    );
    await insertAttempts(
      tx,
      stored.flatMap(({ attempts }) => attempts),
    );
    await appendEvents(
      tx,
      stored.map(({ send }) => makeEvent(send, 0n)),
    );
  });
  return stored;
}

/** Stores a change of a send's attempts, with its event. */
export async function change(db: TestDatabase, { send, attempts }: Stored): Promise<void> {
  await transaction(db.engine, async (tx) => {
    await updateAttempts(tx, attempts);
    await appendEvents(tx, [makeEvent(send, 0n)]);
  });
}

function rowsOf(stage: Stage, begin: Date, story: Story): Stored {
  const place = places[story.place] ?? places[3];
  const createdAt = new Date(begin.getTime() + story.atMin * 60_000);
  const plan = stage.plans[story.plan] ?? { id: uuidv7() };
  const send = makeSend(stage.tenantId, {
    ...place,
    planId: plan.id,
    purpose: story.purpose,
    createdAt,
    status: story.status,
    verification: story.verifyMs === null ? "PENDING" : "VERIFIED",
    deliveredAt: after(createdAt, story.deliverMs),
    verifiedAt: after(createdAt, story.verifyMs),
    round: story.resends,
    phoneIndex: story.phone === null ? null : Buffer.alloc(32, story.phone),
    emailIndex: story.email === null ? null : Buffer.alloc(32, 100 + story.email),
  });
  let heldAt = createdAt;
  const attempts = story.tries.map((one, index) => {
    heldAt = new Date(heldAt.getTime() + one.afterMin * 60_000);
    const destination = one.channel === "EMAIL" ? places[3] : place;
    return makeAttempt(send, {
      ...destination,
      number: index + 1,
      channel: one.channel,
      vendorId: stage.vendors[one.vendor]?.id ?? "",
      status: one.status,
      charge: one.charge,
      costMicros: one.cost,
      holdMicros: one.hold,
      parts: one.parts,
      step: one.step,
      isAutomatic: one.isAutomatic,
      latencyMs: one.latencyMs,
      heldAt,
      createdAt: heldAt,
      verifiedAt: story.verified === index ? heldAt : null,
    });
  });
  return { send, attempts };
}

function after(start: Date, ms: number | null): Date | null {
  return ms === null ? null : new Date(start.getTime() + ms);
}
