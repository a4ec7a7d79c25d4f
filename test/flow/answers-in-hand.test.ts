import { describe, expect, it } from "vitest";
import type { VerifiedCallback } from "../../src/flow/accept-receipt.js";
import { AnswersInHand } from "../../src/flow/answers-in-hand.js";
import type { SendOutcome } from "../../src/core/otp/vendor-message.js";
import { deferred } from "../support/deferred.js";
import { delivered } from "../support/vendor-receipts.js";

const asked = { accountId: "account", reference: "ours" };
const accepted: SendOutcome = {
  kind: "accepted",
  vendorMessageIds: ["one", "two"],
  charged: "yes",
  price: null,
};

function callback(
  reference: string | null,
  vendorMessageId: string | null,
  accountId = asked.accountId,
): VerifiedCallback {
  return {
    accountId,
    sealedBody: Buffer.from("{}"),
    receipts: [{ ...delivered, reference, vendorMessageId }],
    receivedAt: new Date(0),
  };
}

function start() {
  const answers = new AnswersInHand();
  const storing = deferred<void>();
  const log: string[] = [];
  const accept = answers.before(async () => void log.push("receipt"));
  return { answers, storing, log, accept };
}

describe("a receipt", () => {
  it.each([
    ["our reference", callback("ours", null)],
    ["the vendor's id", callback(null, "one")],
    ["the vendor's id of a second part", callback("of another", "two")],
  ])("is taken in behind the answer to its message, found by %s", async (_, given) => {
    const { answers, storing, log, accept } = start();
    answers.hold(
      asked,
      accepted,
      storing.promise.then(() => log.push("answer")),
    );
    const taken = accept(given);
    expect(log).toEqual([]);
    storing.resolve();
    await taken;
    expect(log).toEqual(["answer", "receipt"]);
  });

  it.each([
    ["another message", callback("theirs", "three")],
    ["another account's message", callback("theirs", "one", "other")],
    ["no message that has a name", callback(null, null)],
  ])("waits for no answer to %s", async (_, given) => {
    const { answers, storing, log, accept } = start();
    answers.hold(asked, accepted, storing.promise);
    await accept(given);
    expect(log).toEqual(["receipt"]);
  });

  it("is taken in when the answer cannot be stored, and waits for none that is", async () => {
    const { answers, storing, log, accept } = start();
    answers.hold(asked, accepted, storing.promise);
    const taken = accept(callback("ours", null));
    storing.reject(new Error("the database is away"));
    await taken;
    await accept(callback("ours", null));
    expect(log).toEqual(["receipt", "receipt"]);
  });
});
