import type { SendOutcome } from "../core/otp/vendor-message.js";
import type { VerifiedCallback } from "./accept-receipt.js";
import { messageName } from "./message-name.js";

/** Whose answer it is. */
interface Asked {
  readonly accountId: string;
  readonly reference: string;
}

/**
 * Vendors' answers that have come and are not stored yet. A receipt may follow within milliseconds;
 * it is taken in behind the answer, so that the log tells of a message before it tells that the
 * message arrived. One that comes before the answer does not wait for it.
 */
export class AnswersInHand {
  readonly #storing = new Map<string, Promise<void>>();

  /** Notes an answer until `storing` has ended, well or not. */
  hold(asked: Asked, outcome: SendOutcome, storing: Promise<unknown>): void {
    const names = namesOf(asked, outcome);
    const ended = storing.then(ignored, ignored).finally(() => {
      names.forEach((name) => this.#storing.delete(name));
    });
    names.forEach((name) => this.#storing.set(name, ended));
  }

  /** The step that takes callbacks in, begun once the answers to their messages are stored. */
  before(
    accept: (callback: VerifiedCallback) => Promise<void>,
  ): (callback: VerifiedCallback) => Promise<void> {
    return async (callback) => {
      const storing = this.#about(callback);
      if (storing.length > 0) {
        await Promise.all(storing);
      }
      await accept(callback);
    };
  }

  #about({ accountId, receipts }: VerifiedCallback): readonly Promise<void>[] {
    return receipts.flatMap(
      ({ reference, vendorMessageId }) =>
        this.#storing.get(referenceName(reference)) ??
        this.#storing.get(messageName({ accountId, vendorMessageId })) ??
        [],
    );
  }
}

function namesOf({ accountId, reference }: Asked, outcome: SendOutcome): readonly string[] {
  const ids = outcome.kind === "accepted" ? outcome.vendorMessageIds : [];
  return [
    referenceName(reference),
    ...ids.map((vendorMessageId) => messageName({ accountId, vendorMessageId })),
  ];
}

/** No message is named like it: accounts' ids hold no colon. */
function referenceName(reference: string | null): string {
  return `reference: ${reference ?? ""}`;
}

function ignored(): void {}
