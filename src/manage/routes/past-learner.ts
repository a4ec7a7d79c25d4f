import { LearnerMind, type MindPorts, withinReach } from "./learner-mind.js";
import type { LearnerTx, LogPart } from "./ports.js";

/** Of each log at a time: sends of today do not wait long. */
const eventsAtOnce = 400;

/**
 * Learns parts of logs that were put in behind what was learned, in the order of their own time, as
 * if it had learned them then. What it knows of breakers is of then, too, and of no use now.
 */
export class PastLearner {
  readonly mind: LearnerMind;
  /** Behind which event each log goes on. */
  readonly #after: Map<string, bigint>;
  #sends = 0;

  /** @param since when these parts were first seen */
  constructor(
    ports: MindPorts,
    readonly parts: readonly LogPart[],
    readonly since: Date,
  ) {
    this.mind = new LearnerMind(ports, [], null);
    this.#after = new Map(parts.map(({ tenantId, after }) => [tenantId, after]));
  }

  /** How many sends it has heard of. */
  get sends(): number {
    return this.#sends;
  }

  /** True while these are the parts that it learns. */
  isOf(parts: readonly LogPart[]): boolean {
    return (
      parts.length === this.parts.length &&
      parts.every(({ tenantId, upTo }, index) => {
        const own = this.parts[index];
        return own?.tenantId === tenantId && own.upTo === upTo;
      })
    );
  }

  /** Reads on; true = all of it is learned. */
  async readOn(tx: Pick<LearnerTx, "readParts">): Promise<boolean> {
    const next = this.parts.flatMap((part): LogPart[] => {
      const after = this.#after.get(part.tenantId) ?? part.after;
      const end = after + BigInt(eventsAtOnce);
      const upTo = end < part.upTo ? end : part.upTo;
      return upTo > after ? [{ tenantId: part.tenantId, after, upTo }] : [];
    });
    if (next.length === 0) {
      return true;
    }
    const ends = new Map(this.parts.map(({ tenantId, upTo }) => [tenantId, upTo]));
    const { parts, events } = withinReach(
      next,
      await tx.readParts(next),
      ({ tenantId, upTo }) => upTo < (ends.get(tenantId) ?? upTo),
    );
    for (const { tenantId, upTo } of parts) {
      this.#after.set(tenantId, upTo);
    }
    this.#sends += events.filter(({ type }) => type === "SEND_QUEUED").length;
    this.mind.learn(events, this.mind.clockSec, this.mind.clockSec);
    return false;
  }
}
