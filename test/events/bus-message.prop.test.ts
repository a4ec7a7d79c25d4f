import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { messageBytesMax, readBusMessage, writeBusMessages } from "../../src/events/bus-message.js";
import type { BusTopic } from "../../src/flow/tail.js";

const topics: BusTopic[] = ["events", "rules", "market", "alerts", "health", "keys"];

test("hints of any size travel whole in messages that Postgres takes", () => {
  const hints = fc.array(fc.tuple(fc.constantFrom(...topics), fc.nat(700)), { maxLength: 6 });
  fc.assert(
    fc.property(hints, (sizes) => {
      const sent = new Map(
        sizes.map(([topic, size]) => [
          topic,
          new Set(Array.from({ length: size }, () => randomUUID())),
        ]),
      );
      const messages = writeBusMessages("me", sent);
      const heard = new Map<BusTopic, Set<string>>();
      for (const message of messages) {
        expect(Buffer.byteLength(message)).toBeLessThanOrEqual(messageBytesMax);
        for (const [topic, keys] of readBusMessage(message)?.hints ?? []) {
          heard.set(topic, new Set([...(heard.get(topic) ?? []), ...keys]));
        }
      }
      expect(heard).toEqual(sent);
    }),
    { numRuns: 50 },
  );
});

test.each(["", " ", "me nonsense", "me unknown:1", "me :"])(
  "a message that nobody writes is left alone: %j",
  (text) => {
    expect(readBusMessage(text)).toBeNull();
  },
);
