import { expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/plivo/check-account.js";
import { oneAnswer } from "../one-answer.js";
import { contractFixture } from "./contract-fixture.js";

const account = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "",
  vendor: "plivo",
};

it.each([
  [200, { cash_credits: "0.50000", auto_recharge: false }, true, "The account works."],
  [200, { cash_credits: "0.00000", auto_recharge: true }, true, "The account works."],
  [200, { cash_credits: "0.00000", auto_recharge: false }, false, "no credit left"],
  [200, {}, false, "no answer that could be read"],
  [401, "Could not verify your access level", false, "Auth ID and Auth Token"],
  [404, {}, false, "Auth ID and Auth Token"],
])("an account that Plivo answers %i %j for is said to be ok: %s, %s", async (...row) => {
  const [status, body, ok, words] = row;
  const http = oneAnswer(status, body);

  expect(await checkAccount(account, http)).toEqual({
    ok,
    message: expect.stringContaining(words),
  });
  expect(http.asked).toMatchObject([
    { method: "GET", url: "https://api.plivo.com/v1/Account/MAXXXXXXXXXXXXXXXXXX/" },
  ]);
});
