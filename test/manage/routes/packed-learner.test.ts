import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MeasuredRouter } from "../../../src/core/route/measured/measured-router.js";
import { packLearner, unpackLearner } from "../../../src/manage/routes/packed-learner.js";
import { spaceOf } from "../../core/route/measured/routed-market.js";

/** What happens to one send: when its messages leave, are answered and read. */
const story = fc.record({
  atSec: fc.integer({ min: 0, max: 1_500 }),
  routes: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
  receiptSec: fc.option(fc.integer({ min: 1, max: 890 })),
  isDelivered: fc.boolean(),
  typedSec: fc.option(fc.integer({ min: 5, max: 895 })),
  resendSec: fc.option(fc.integer({ min: 20, max: 60 })),
  prefix: fc.option(fc.constantFrom("62811", "62812")),
});
type Story = typeof story extends fc.Arbitrary<infer One> ? One : never;

function eventsOf({ atSec, routes, prefix, ...told }: Story, send: number) {
  const first = `${send} 0`;
  const attempts = routes.flatMap((route, index) => {
    const sentAtSec = atSec + 20 * index;
    const [attempt, cause] = [`${send} ${index}`, index === 0 ? "FIRST" : "TIMER"] as const;
    return [
      { kind: "submitted", send, attempt, route, cause, isProbe: false, atSec: sentAtSec },
      { kind: "accepted", attempt, atSec: sentAtSec },
    ] as const;
  });
  const { receiptSec, typedSec, resendSec, isDelivered } = told;
  return [
    { kind: "requested", send, cell: send % 2, prefix, tenant: 0, atSec } as const,
    ...attempts,
    ...(receiptSec === null
      ? []
      : [{ kind: "receipt", attempt: first, isDelivered, atSec: atSec + receiptSec } as const]),
    ...(resendSec === null ? [] : [{ kind: "resend", send, atSec: atSec + resendSec } as const]),
    ...(typedSec === null
      ? []
      : [{ kind: "verified", send, attempt: first, atSec: atSec + typedSec } as const]),
  ];
}

describe("what a learner has open, packed", () => {
  it("comes back as it was, with what is due of sends that are forgotten", () => {
    fc.assert(
      fc.property(
        fc.array(story, { maxLength: 12 }),
        fc.integer({ min: 0, max: 2_500 }),
        (stories, at) => {
          const router = new MeasuredRouter(spaceOf(4, ["AA1", "AA2"]));
          const events = stories.flatMap(eventsOf).filter(({ atSec }) => atSec <= at);
          for (const event of events.toSorted((one, other) => one.atSec - other.atSec)) {
            router.learn(event);
          }
          router.advance(at);
          const { learner } = router.state;

          const back = unpackLearner(packLearner(learner));

          // Packing notes places, here as there.
          expect(packLearner(back)).toEqual(packLearner(learner));
          expect(back).toEqual(learner);
          for (const { item } of back.due) {
            const send = "attempt" in item ? item.attempt.send : item.send;
            const known = back.sends.find(({ key }) => key === send.key);
            expect([send, undefined]).toContain(known);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
