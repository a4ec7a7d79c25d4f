import { describe, expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/telnyx/check-account.js";
import { errorCodes } from "../../../src/vendors/telnyx/codes.js";
import { send } from "../../../src/vendors/telnyx/send.js";
import { accountAt } from "../contract-account.js";
import { oneAnswer, sampleMessage } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const account = accountAt(contractFixture, "");
describe("sending through Telnyx", () => {
  it("does not know what became of a message after a code that says so", async () => {
    const codes = [...errorCodes].filter(([, found]) => found === "OUTCOME_UNKNOWN");
    for (const [code] of codes) {
      const http = oneAnswer(500, { errors: [{ code, title: "t" }] });

      expect(await send(sampleMessage, account, http)).toMatchObject({
        kind: "unknown",
        vendorCode: code,
      });
    }
    expect(codes.length).toBeGreaterThan(0);
  });

  it("asks nobody for a WhatsApp without a template", async () => {
    const http = oneAnswer(200, {});
    const message = { ...sampleMessage, channel: "WHATSAPP", vendorTemplateName: null } as const;

    expect(await send(message, account, http)).toMatchObject({
      kind: "rejected",
      failureClass: "CONTENT",
      charged: "no",
    });
    expect(http.asked).toEqual([]);
  });
});

describe("checking an account at Telnyx", () => {
  it.each([
    [401, { errors: [{ code: "10009" }] }, "Telnyx does not know this API key."],
    [404, { errors: [{ code: "10005" }] }, "There is no messaging profile with this"],
    [429, { errors: [{ code: "10011" }] }, "Telnyx answers no more calls for the moment."],
    [200, { data: { id: "p", enabled: false } }, "The messaging profile is switched off"],
  ])("says what is wrong after %i", async (status, body, words) => {
    const result = await checkAccount(account, oneAnswer(status, body));

    expect(result).toMatchObject({ ok: false, message: expect.stringContaining(words) });
  });

  it("says that the public key cannot be one, without asking", async () => {
    const credentials = { ...account.credentials, publicKey: "c2hvcnQ=" };
    const http = oneAnswer(200, {});
    const result = await checkAccount({ ...account, credentials }, http);

    expect(result).toMatchObject({ ok: false, message: expect.stringContaining("public key") });
    expect(http.asked).toEqual([]);
  });
});
