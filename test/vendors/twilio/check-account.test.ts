import { expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/twilio/check-account.js";

const account = {
  accountId: "account-1",
  baseUrl: "",
  credentials: { accountSid: "AC1", authToken: "t" },
  callbackUrl: "",
  vendor: "twilio",
};

it.each([
  [200, { status: "active", type: "Full" }, true, "The account works."],
  [200, { status: "active", type: "Trial" }, true, "verified numbers only"],
  [200, { status: "suspended" }, false, "suspended"],
  [200, { status: "closed" }, false, "closed"],
  [200, {}, false, "no answer that could be read"],
  [401, { code: 20003 }, false, "Account SID and Auth Token"],
  [404, { code: 20404 }, false, "Account SID and Auth Token"],
])("an account that Twilio answers %i %j for is said to be ok: %s, %s", async (...row) => {
  const [status, body, ok, words] = row;
  const result = await checkAccount(account, {
    request: ({ method, url }) => {
      expect([method, url]).toEqual(["GET", "https://api.twilio.com/2010-04-01/Accounts/AC1.json"]);
      return Promise.resolve({
        kind: "answered",
        status,
        headers: {},
        body: JSON.stringify(body),
      });
    },
  });

  expect(result).toEqual({ ok, message: expect.stringContaining(words) });
});
