import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { verify, VerifyOptions } from "messagebird/lib/webhook-signature-jwt.js";
import { describe, expect, it } from "vitest";
import { readCallback } from "../../../src/vendors/messagebird/receipt.js";
import { checkToken } from "../../../src/vendors/messagebird/webhook-token.js";
import { accountAt } from "../contract-account.js";
import { contractFixture } from "./contract-fixture.js";
import { signedToken, type TokenClaims } from "./signing.js";

interface KnownAnswer {
  readonly name: string;
  readonly url: string;
  readonly payload?: string;
  readonly secret?: string;
  readonly timestamp: string;
  readonly token: string;
  readonly valid: boolean;
}

const knownAnswers = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve(
      "messagebird/lib/testdata/webhook-signature-jwt-reference.json",
    ),
    "utf8",
  ),
) as KnownAnswer[];

interface Call {
  readonly url: string;
  readonly body: string;
  readonly at: Date;
}

const key = "36efdd1aace2e26cd490f0d951138253bef2f7c6d34d1898";
const good: Call = {
  url: "https://sandi.example/callbacks/account-1?id=m-1&status=delivered",
  body: "a=b",
  at: new Date("2026-01-02T03:04:05Z"),
};

async function theyAccept(token: string, { url, body, at }: Call, secret = key): Promise<boolean> {
  const options = new VerifyOptions(true, true, {
    issuer: "MessageBird",
    algorithms: ["HS256", "HS384", "HS512"],
    clockTolerance: 5,
    currentDate: at,
  });
  return verify(url, Buffer.from(body), token, new TextEncoder().encode(secret), options).then(
    () => true,
    () => false,
  );
}

function weAccept(token: string, { url, body, at }: Call, secret = key): boolean {
  const call = { url, body: Buffer.from(body), receivedAt: at };
  return checkToken(token, secret, call) === "genuine";
}

async function both(token: string, call: Call): Promise<[boolean, boolean]> {
  return [await theyAccept(token, call), weAccept(token, call)];
}

describe("MessageBird's own known answers", () => {
  it.each(knownAnswers.map((one, index) => [`${index + 1}: ${one.name}`, one] as const))(
    "are ours: %s",
    (_, one) => {
      const call = { url: one.url, body: one.payload ?? "", at: new Date(one.timestamp) };

      expect(weAccept(one.token, call, one.secret ?? "")).toBe(one.valid);
    },
  );

  it("are there", () => {
    expect(knownAnswers.length).toBeGreaterThan(40);
    expect(knownAnswers.filter(({ valid }) => !valid).length).toBeGreaterThan(15);
  });
});

describe("a token is taken exactly when MessageBird's own SDK takes it", () => {
  it("as it was signed", async () => {
    expect(await both(signedToken(key, good), good)).toEqual([true, true]);
  });

  it("not with one character of address or body changed", async () => {
    const token = signedToken(key, good);
    for (const call of [
      { ...good, body: "a=c" },
      { ...good, body: "" },
      { ...good, url: good.url.replace("delivered", "Delivered") },
      { ...good, url: good.url.replace("https", "http") },
    ]) {
      expect(await both(token, call)).toEqual([false, false]);
    }
  });

  it("not with one character of the token changed", async () => {
    const token = signedToken(key, good);
    for (let index = 0; index < token.length; index += 7) {
      const other = token[index] === "A" ? "B" : "A";
      const tampered = token.slice(0, index) + other + token.slice(index + 1);

      expect(await both(tampered, good)).toEqual([false, false]);
    }
  });

  it.each<[string, TokenClaims]>([
    ["of another issuer", { iss: "Nobody" }],
    ["without an id of its own", { jti: undefined }],
    ["that is over", { exp: 1767323000 }],
    ["that is not valid yet", { nbf: 1767324000 }],
  ])("not %s", async (_, changes) => {
    expect(await both(signedToken(key, good, changes), good)).toEqual([false, false]);
  });

  it("with five seconds of tolerance at either end", async () => {
    const seconds = good.at.getTime() / 1000;
    for (const [changes, isTaken] of [
      [{ exp: seconds - 4 }, true],
      [{ exp: seconds - 6 }, false],
      [{ nbf: seconds + 4 }, true],
      [{ nbf: seconds + 6 }, false],
    ] as const) {
      expect(await both(signedToken(key, good, changes), good)).toEqual([isTaken, isTaken]);
    }
  });
});

describe("the address that a token is for", () => {
  it("is the account's own, whatever a proxy made of it, with the query of the call", () => {
    const account = accountAt(contractFixture, "");
    const query = "?id=m-1&status=delivered";
    const { at } = good;
    const token = signedToken(key, { url: `${account.callbackUrl}${query}`, body: "", at });
    const request = {
      method: "GET",
      url: `/behind/a/proxy${query}`,
      headers: { "messagebird-signature-jwt": token },
      body: Buffer.alloc(0),
      receivedAt: at,
    };

    expect(readCallback(request, account).kind).toBe("verified");
    expect(readCallback({ ...request, url: `${request.url}&x=1` }, account).kind).toBe("refused");
  });
});
