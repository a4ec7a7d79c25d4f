import type { BusTopic } from "../flow/tail.js";

const topics: ReadonlySet<string> = new Set<BusTopic>([
  "events",
  "rules",
  "market",
  "alerts",
  "health",
  "keys",
  "exports",
]);

/** Postgres takes payloads below 8,000 bytes. */
export const messageBytesMax = 7_900;

/** What one process tells the others: who it is, and hints by topic. */
export interface BusMessage {
  readonly from: string;
  readonly hints: ReadonlyMap<BusTopic, readonly string[]>;
}

/**
 * Writes hints as as few messages as fit the size; keys are uuids, so that bytes and characters are
 * the same.
 */
export function writeBusMessages(
  from: string,
  hints: ReadonlyMap<BusTopic, ReadonlySet<string>>,
): string[] {
  const messages: string[] = [];
  let parts: string[] = [];
  let size = 0;
  const flush = () => {
    if (parts.length > 0) {
      messages.push([from, ...parts].join(" "));
      parts = [];
      size = 0;
    }
  };
  for (const [topic, keys] of hints) {
    for (const part of partsOf(topic, [...keys])) {
      if (from.length + size + part.length + 2 > messageBytesMax) {
        flush();
      }
      parts.push(part);
      size += part.length + 1;
    }
  }
  flush();
  return messages;
}

/** "events:uuid,uuid": at most 50 keys each, so that parts fill messages well. */
function* partsOf(topic: BusTopic, keys: readonly string[]): Iterable<string> {
  const perPart = 50;
  for (let from = 0; from === 0 || from < keys.length; from += perPart) {
    yield `${topic}:${keys.slice(from, from + perPart).join(",")}`;
  }
}

/** Reads a message; null for anything that no process of ours writes. */
export function readBusMessage(text: string): BusMessage | null {
  const [from = "", ...parts] = text.split(" ");
  const hints = new Map<BusTopic, string[]>();
  for (const part of parts) {
    const colon = part.indexOf(":");
    const topic = part.slice(0, colon);
    if (!topics.has(topic)) {
      return null;
    }
    const keys = part.slice(colon + 1);
    const known = hints.get(topic as BusTopic) ?? [];
    known.push(...(keys === "" ? [] : keys.split(",")));
    hints.set(topic as BusTopic, known);
  }
  return from === "" ? null : { from, hints };
}
