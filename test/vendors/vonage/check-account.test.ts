import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/vonage/check-account.js";
import { oneAnswer } from "../one-answer.js";
import { contractFixture, keys } from "./contract-fixture.js";

const account = (changes: Record<string, string> = {}) => ({
  accountId: "account-1",
  baseUrl: "",
  credentials: { ...contractFixture.credentials, ...changes },
  callbackUrl: "",
  vendor: "vonage",
});
const others = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

it.each([
  [200, { keys: { public_key: keys.publicKey } }, true, "The account works."],
  [200, { keys: { public_key: others.publicKey } }, false, "not that of the application"],
  [200, { keys: { public_key: "no key" } }, false, "not that of the application"],
  [200, {}, false, "no answer that could be read"],
  [401, {}, false, "API key and API secret"],
  [404, {}, false, "no application with this id"],
])("an account that Vonage answers %i %j for is said to be ok: %s, %s", async (...row) => {
  const [status, body, ok, words] = row;
  const http = oneAnswer(status, body);
  const result = await checkAccount(account(), http);

  expect(result).toEqual({ ok, message: expect.stringContaining(words) });
  expect(http.asked).toMatchObject([
    {
      method: "GET",
      url: "https://api.nexmo.com/v2/applications/aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    },
  ]);
});

it("a key that is none is told of without asking Vonage", async () => {
  const http = oneAnswer(200, {});
  const result = await checkAccount(account({ privateKey: "no key" }), http);

  expect(result).toEqual({ ok: false, message: expect.stringContaining("private key") });
  expect(http.asked).toEqual([]);
});
