import { describe, expect, it } from "vitest";
import type { HttpClient } from "../../../src/vendors/http-client.js";
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

const withKey = {
  ...account,
  credentials: { ...account.credentials, apiKeySid: "SK1", apiKeySecret: "s" },
};

/** Twilio that knows the token and the key, or refuses one of them. */
function twilio(refused: "token" | "key" | null) {
  const asked: [path: string, user: string][] = [];
  const http: HttpClient = {
    request({ url, headers }) {
      const user = Buffer.from((headers["authorization"] ?? "").slice(6), "base64").toString();
      asked.push([new URL(url).pathname, user]);
      const isRefused = refused !== null && user === { token: "AC1:t", key: "SK1:s" }[refused];
      const body = isRefused ? { code: 20003 } : { status: "active", type: "Full", messages: [] };
      const status = isRefused ? 401 : 200;
      return Promise.resolve({
        kind: "answered",
        status,
        headers: {},
        body: JSON.stringify(body),
      });
    },
  };
  return { http, asked };
}

describe("an account with an API key", () => {
  it("is asked with the token for itself, and with the key for what such a key sees", async () => {
    const { http, asked } = twilio(null);

    expect(await checkAccount(withKey, http)).toEqual({ ok: true, message: "The account works." });
    expect(asked).toEqual([
      ["/2010-04-01/Accounts/AC1.json", "AC1:t"],
      ["/2010-04-01/Accounts/AC1/Messages.json", "SK1:s"],
    ]);
  });

  it("is told which of both Twilio refuses, and what the token is for", async () => {
    expect(await checkAccount(withKey, twilio("key").http)).toEqual({
      ok: false,
      message: expect.stringContaining("does not take this API key"),
    });
    expect(await checkAccount(withKey, twilio("token").http)).toEqual({
      ok: false,
      message: expect.stringContaining("needed to verify callbacks"),
    });
  });

  it("needs the whole pair", async () => {
    const { http, asked } = twilio(null);
    for (const half of [{ apiKeySid: "SK1" }, { apiKeySecret: "s" }]) {
      const credentials = { ...account.credentials, ...half };

      expect(await checkAccount({ ...account, credentials }, http)).toEqual({
        ok: false,
        message: expect.stringContaining("apiKeySid and apiKeySecret"),
      });
    }
    expect(asked).toEqual([]);
  });
});
