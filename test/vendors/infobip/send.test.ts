import { describe, expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/infobip/check-account.js";
import { classOfComplaint, requestCodes } from "../../../src/vendors/infobip/codes.js";
import { send } from "../../../src/vendors/infobip/send.js";
import { accountAt } from "../contract-account.js";
import { oneAnswer, sampleMessage } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const account = accountAt(contractFixture, "");
const answer = (status: object | null) =>
  oneAnswer(200, { messages: [{ messageId: "ref-one", ...(status && { status }) }] });

describe("sending through Infobip", () => {
  it("does not know what became of a message after a code that says so", async () => {
    const codes = [...requestCodes].filter(([, found]) => found === "OUTCOME_UNKNOWN");
    for (const [errorCode] of codes) {
      const http = oneAnswer(500, { errorCode, description: "no" });

      expect(await send(sampleMessage, account, http)).toMatchObject({
        kind: "unknown",
        vendorCode: errorCode,
      });
    }
    expect(codes.length).toBeGreaterThan(0);
  });

  it("takes a repeated id for what may well be on its way", async () => {
    const status = { groupId: 5, id: 23, name: "REJECTED_DUPLICATE_MESSAGE_ID" };

    expect(await send(sampleMessage, account, answer(status))).toMatchObject({
      kind: "unknown",
      vendorCode: "REJECTED_DUPLICATE_MESSAGE_ID",
    });
  });

  it.each([
    [{ groupId: 0, id: 0, name: "MESSAGE_ACCEPTED" }, "accepted"],
    [{ groupId: 1, id: 26, name: "PENDING_ACCEPTED" }, "accepted"],
    [{ groupId: 3, id: 5, name: "DELIVERED_TO_HANDSET" }, "accepted"],
    [{ groupId: 5, id: 6, name: "REJECTED_NETWORK" }, "rejected"],
    [{ groupId: 5, id: 999, name: "REJECTED_NEW" }, "unknown"],
    [{ groupId: 9, id: 26, name: "PENDING_ACCEPTED" }, "unknown"],
    [null, "unknown"],
  ])(
    "believes the status of the message, not that of the answer: %j is %s",
    async (status, kind) => {
      expect(await send(sampleMessage, account, answer(status))).toMatchObject({ kind });
    },
  );

  it("blames the recipient only when nothing but its number is wrong", () => {
    expect([
      classOfComplaint("E400", ["messages[0].destinations[0].to"]),
      classOfComplaint("BAD_REQUEST", ["to"]),
      classOfComplaint("E400", ["messages[0].destinations[0].to", "messages[0].sender"]),
      classOfComplaint("E400", []),
      classOfComplaint("E401", ["to"]),
      classOfComplaint("E777", ["to"]),
    ]).toEqual([
      "RECIPIENT_PERMANENT",
      "RECIPIENT_PERMANENT",
      "CONTENT",
      "CONTENT",
      "ACCOUNT",
      undefined,
    ]);
  });

  it("asks nobody for a WhatsApp without a template", async () => {
    const http = oneAnswer(200, {});
    const message = { ...sampleMessage, channel: "WHATSAPP", vendorTemplateName: null } as const;

    expect(await send(message, account, http)).toMatchObject({
      kind: "rejected",
      failureClass: "CONTENT",
    });
    expect(http.asked).toEqual([]);
  });
});

describe("checking an account at Infobip", () => {
  it.each([
    [401, {}, "does not know this API key"],
    [403, {}, "does not let it in: check its scopes"],
    [429, {}, "Try again later."],
    [200, {}, "no answer that could be read"],
    [500, "", "no answer that could be read"],
  ])("says what is wrong after %i %j", async (status, body, words) => {
    expect(await checkAccount(account, oneAnswer(status, body))).toMatchObject({
      ok: false,
      message: expect.stringContaining(words),
    });
  });
});
