import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultKind, faultKinds } from "../../src/sandbox/faults.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld({ lateReceiptMs: 300, vendorTimeoutMs: 600 });
  await world.createPlan(twoChannelPlan("two"));
  await world.setBudget({ limit: "1000", alertAt: [] });
});
afterAll(async () => {
  await world.close();
});

/** How a send ends whose first vendor has the fault. */
interface End {
  /** Their statuses, in order. */
  readonly attempts: readonly string[];
  /** Who brought a message to the handset. */
  readonly arrived: readonly string[];
  /** Charges in the order of the attempts, after all holds are over. */
  readonly charges: readonly string[];
  /** True when the first attempt's wait has to end before the second one starts. */
  readonly afterWait?: boolean;
}

const moves = { arrived: ["primeline"], charges: ["RELEASED", "CHARGED"] } as const;
const stays = {
  attempts: ["DELIVERED"],
  arrived: ["nusatext"],
  charges: ["CHARGED"],
} as const;

const ends: Readonly<Record<FaultKind, End>> = {
  hang: {
    attempts: ["UNKNOWN", "DELIVERED"],
    arrived: ["primeline"],
    charges: ["MAYBE", "CHARGED"],
    afterWait: true,
  },
  refuse_connection: { ...moves, attempts: ["REJECTED", "DELIVERED"] },
  error_500: {
    attempts: ["UNKNOWN", "DELIVERED"],
    arrived: ["primeline"],
    charges: ["MAYBE", "CHARGED"],
    afterWait: true,
  },
  // The answer said nothing, and the receipt names a message that nobody knows.
  error_after_accept: {
    attempts: ["UNKNOWN", "DELIVERED"],
    arrived: ["nusatext", "primeline"],
    charges: ["MAYBE", "CHARGED"],
    afterWait: true,
  },
  slow: stays,
  throttle: { ...moves, attempts: ["REJECTED", "DELIVERED"] },
  out_of_credit: { ...moves, attempts: ["REJECTED", "DELIVERED"] },
  // The number is bad for the channel: WhatsApp is next.
  reject_number: {
    attempts: ["REJECTED", "DELIVERED"],
    arrived: ["metrowa"],
    charges: ["RELEASED", "CHARGED"],
  },
  drop_message: { ...moves, attempts: ["TIMED_OUT", "DELIVERED"], afterWait: true },
  drop_receipts: {
    attempts: ["TIMED_OUT", "DELIVERED"],
    arrived: ["nusatext", "primeline"],
    charges: ["RELEASED", "CHARGED"],
    afterWait: true,
  },
  late_receipts: stays,
  duplicate_receipts: stays,
  reorder_receipts: stays,
  receipt_before_answer: stays,
  lie: { ...stays, arrived: [] },
  malformed_answer: {
    attempts: ["UNKNOWN", "DELIVERED"],
    arrived: ["nusatext", "primeline"],
    charges: ["MAYBE", "CHARGED"],
    afterWait: true,
  },
  forged_receipt: stays,
};

/** Some vendors say in the next moment that the message was read. */
function reached(status: string): string {
  return status === "READ" ? "DELIVERED" : status;
}

describe("a send whose first vendor", () => {
  it.each(faultKinds)(
    "has the fault %s ends as it should, and is charged for once",
    async (kind) => {
      const end = ends[kind];
      world.sandbox.faults.add({ vendor: "nusatext", kind });
      const phone = nextPhone();
      try {
        const { send, errors } = await world.send({ planKey: "two", phone });
        expect(errors).toEqual([]);
        const id = send?.id ?? "";
        if (end.afterWait === true) {
          await until("an answer", async () => {
            const [first] = await world.attempts(id);
            return first !== undefined && first.submittedAt !== null;
          });
          world.clock.jump(6);
        }
        await until(
          "the end",
          async () =>
            (await world.attempts(id)).map(({ status }) => reached(status)).join() ===
            end.attempts.join(),
        );
        await world.walk.drained();

        expect(reached((await world.sendRow(id)).status)).toBe("DELIVERED");
        const arrived = world.sandbox.inbox(phone).map((message) => message.vendor);
        expect(arrived.toSorted()).toEqual(end.arrived);
        // Every hold is over by then, and every code.
        world.clock.jump(2 * 3600);
        await until(
          "settled money",
          async () =>
            (await world.attempts(id)).map(({ charge }) => charge).join() === end.charges.join(),
        );
        await world.quiet();
        const perAttempt = await world.database.owner.query(
          `select attempt_id from ledger_entry where credit = 'CHARGED'
         group by attempt_id having count(*) > 1`,
        );
        expect(perAttempt.rows).toEqual([]);
        expect(await world.audit()).toEqual([]);
      } finally {
        await world.sandbox.clearFaults();
        await world.database.owner.query(
          "update vendor_account set stopped_at = null where stopped_at is not null",
        );
        await world.database.owner.query("update market_version set version = version + 1");
      }
      expect(world.failures).toEqual([]);
    },
  );
});
