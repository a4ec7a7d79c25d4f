import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AttemptRow } from "../../src/flow/rows.js";
import { applyInvoice } from "../../src/flow/apply-invoice.js";
import { RulesCache } from "../../src/flow/rules-cache.js";
import {
  accepting,
  type Answer,
  createSettlingWorld,
  rejecting,
  type SettlingWorld,
  silent,
} from "../support/settling-world.js";

let world: SettlingWorld;

beforeAll(async () => {
  world = await createSettlingWorld();
  await world.setBudget({ limit: "1000", period: "DAY", onExhausted: "ALERT_ONLY" });
  await world.setBudget({ limit: "0.2", period: "TOTAL", onExhausted: "ALERT_ONLY" });
});
afterAll(() => world.close());

const charged = fc.constantFrom("no", "maybe", "yes" as const);
const someAnswer = fc.oneof(
  { weight: 4, arbitrary: fc.constant(accepting()) },
  charged.map((word) => accepting(1, { charged: word })),
  charged.map((word) => rejecting(word)),
  charged.map((word) => silent(word)),
);
const somePlan = fc.constantFrom("on-submit", "on-delivery", "on-delivery-long");
const micros = fc.integer({ min: 0, max: 90_000 }).map(BigInt);

type Step =
  | { readonly kind: "receipt"; readonly status: "DELIVERED" | "UNDELIVERED" | "REJECTED" }
  | { readonly kind: "priced" | "refunded" | "invoiced"; readonly micros: bigint }
  | { readonly kind: "time"; readonly sec: number };

const someStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("receipt" as const),
    status: fc.constantFrom("DELIVERED", "UNDELIVERED", "REJECTED" as const),
  }),
  fc.record({ kind: fc.constantFrom("priced", "refunded", "invoiced" as const), micros }),
  fc.record({ kind: fc.constant("time" as const), sec: fc.constantFrom(1, 1_300, 90_000) }),
);

interface Story {
  readonly plan: string;
  readonly answer: Answer;
  readonly steps: readonly Step[];
}

const someStory: fc.Arbitrary<Story> = fc.record({
  plan: somePlan,
  answer: someAnswer,
  steps: fc.array(someStep, { maxLength: 5 }),
});

async function take(attempt: AttemptRow, step: Step): Promise<void> {
  const usd = (amount: bigint) => ({ micros: amount, currency: "USD" });
  switch (step.kind) {
    case "receipt":
      await world.hear(attempt, { status: step.status, failureClass: "RECIPIENT_TEMPORARY" });
      return;
    case "priced":
      await world.hear(attempt, { status: "UNKNOWN", price: usd(step.micros) });
      return;
    case "refunded":
      await world.hear(attempt, { status: "UNKNOWN", price: usd(step.micros), isRefund: true });
      return;
    case "invoiced": {
      const { tenantId, id, sendId } = attempt;
      const rules = new RulesCache(world.ports.reader, world.ports.senderRequiredOn);
      const at = world.clock.now();
      const corrections = [{ tenantId, id, sendId, vendorMicros: step.micros }];
      await applyInvoice({ ...world.ports, rules }, corrections, { at, until: at });
      return;
    }
    case "time":
      world.clock.jump(step.sec);
      await world.walk.wake(100);
      return;
  }
}

it("money adds up whatever is said of sends, and whatever is not", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someStory, { minLength: 1, maxLength: 3 }), async (stories) => {
      const attempts = await Promise.all(
        stories.map(({ plan, answer }) => world.start(plan, answer)),
      );
      const longest = Math.max(...stories.map(({ steps }) => steps.length));
      for (let turn = 0; turn < longest; turn += 1) {
        // At the same time for all of them, so that transactions meet.
        await Promise.all(
          stories.map(async ({ steps }, index) => {
            const step = steps[turn];
            const attempt = attempts[index];
            if (step !== undefined && attempt !== undefined) {
              await take(attempt, step);
            }
          }),
        );
      }
      // Includes what looked at a send an instant after its hold was over: due again in a second.
      await world.quiet();
      expect(world.failures).toEqual([]);
      expect(await world.audit()).toEqual([]);
      const { rows } = await world.database.owner.query<{ sum: string }>(
        `select sum(amount_micros * (case debit when 'FUNDS' then -1 else 0 end
           + case credit when 'FUNDS' then 1 else 0 end))
         + (select coalesce(sum(cost_micros + case charge when 'HELD' then hold_micros else 0 end),
             0) from attempt) as sum
         from ledger_entry`,
      );
      expect(Number(rows[0]?.sum ?? 0)).toBe(0);
    }),
    { numRuns: 15 },
  );
}, 60_000);
