import {
  Messages,
  RCSText,
  SMS,
  type SMSParams,
  ViberText,
  WhatsAppCustom,
} from "@vonage/messages";
import { tokenGenerate, verifySignature } from "@vonage/jwt";
import { describe, expect, it } from "vitest";
import { send } from "../../../src/vendors/vonage/send.js";
import { applicationAuth, privateKeyOf } from "../../../src/vendors/vonage/token.js";
import type { OpenAccount, SendRequest } from "../../../src/vendors/vendor.js";
import { type GoldenRequest, recorded } from "../golden-request.js";
import { sampleMessage } from "../one-answer.js";
import { contractFixture, keys } from "./contract-fixture.js";

const { credentials } = contractFixture;
const account = (baseUrl: string, changes: Record<string, string> = {}): OpenAccount => ({
  accountId: "account-1",
  baseUrl,
  credentials: { ...credentials, ...changes },
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "vonage",
});

const to = "6281234567890";
const from = "12025550100";
const text = "Kode Anda 493817 – jangan & bagikan 😀";
const usual = {
  to,
  from,
  clientRef: "AZ-_09",
  webhookUrl: "https://sandi.example/callbacks/account-1",
  webhookVersion: "v1",
} as const;
const request: SendRequest = {
  ...sampleMessage,
  reference: "AZ-_09",
  to: `+${to}`,
  from: `+${from}`,
  text,
  validitySec: 600,
};

const taken = { status: 202, body: JSON.stringify({ message_uuid: "m-1" }) };
const parameters = [{ type: "text", text: request.code }];
const authenticationTemplate = {
  type: "template",
  template: {
    name: "login_code",
    language: { policy: "deterministic", code: "id" },
    components: [
      { type: "body", parameters },
      { type: "button", sub_type: "url", index: "0", parameters },
    ],
  },
};

/** The request without its token, which holds the time and a random id; those are read apart. */
function withoutToken({ authorization = "", ...rest }: GoldenRequest) {
  const [header = "", claims = ""] = authorization.replace("Bearer ", "").split(".");
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as object;
  return {
    ...rest,
    header: read(header),
    claims: Object.keys(read(claims)).toSorted(),
    isSigned: verifySignature(authorization.replace("Bearer ", ""), keys.publicKey),
  };
}

describe("Vonage's own package and our adapter say the same", () => {
  it.each([
    [
      "an SMS",
      { channel: "SMS" },
      new SMS({ ...usual, channel: "sms", text, ttl: 600 } as SMSParams),
    ],
    [
      "RCS",
      { channel: "RCS" },
      new RCSText({ ...usual, text, ttl: 600, rcs: { category: "authentication" } as never }),
    ],
    [
      "Viber",
      { channel: "VIBER" },
      new ViberText({
        ...usual,
        text,
        viberService: { category: "transaction", ttl: 600 } as never,
      }),
    ],
    [
      "a WhatsApp template",
      { channel: "WHATSAPP" },
      new WhatsAppCustom({ ...usual, custom: authenticationTemplate }),
    ],
    [
      "an SMS from a name, whose validity is brought to the least that is taken",
      { channel: "SMS", from: "Acme+1", validitySec: 5 },
      new SMS({ ...usual, channel: "sms", from: "Acme+1", text, ttl: 20 } as SMSParams),
    ],
  ] as const)("for %s", async (_, changes, message) => {
    const theirs = await recorded(taken, (url) =>
      new Messages(
        {
          applicationId: credentials["applicationId"] ?? "",
          privateKey: credentials["privateKey"] ?? "",
        },
        { apiHost: url },
      ).send(message),
    );

    const ours = await recorded(taken, (url, http) =>
      send({ ...request, ...changes }, account(url), http),
    );

    expect(withoutToken(ours)).toEqual(withoutToken(theirs));
    expect(withoutToken(ours)).toMatchObject({ isSigned: true, path: "/v1/messages" });
  });

  // What @vonage/voice 1.24.1 sends for these calls.
  it.each([
    ["from a number", {}, { from: { type: "phone", number: from } }],
    ["from any number", { from: null }, { random_from_number: true }],
  ] as const)("for a call %s", async (_, changes, caller) => {
    const ours = await recorded({ status: 201, body: '{"uuid":"u"}' }, (url, http) =>
      send({ ...request, ...changes, channel: "VOICE" }, account(url), http),
    );

    expect(withoutToken(ours)).toMatchObject({
      method: "POST",
      path: "/v1/calls",
      contentType: "application/json",
      isSigned: true,
      body: {
        to: [{ type: "phone", number: to }],
        ...caller,
        ncco: [{ action: "talk", text, language: "id-ID" }],
        machine_detection: "hangup",
        event_url: ["https://sandi.example/callbacks/account-1"],
        event_method: "POST",
      },
    });
  });
});

describe("the token of an application", () => {
  it("has the members of one that Vonage's own package makes, and is good for as long", () => {
    const parts = [
      tokenGenerate("app", keys.privateKey),
      (applicationAuth(account("")) ?? "").replace("Bearer ", ""),
    ].map((token) => {
      const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
      const { iat, exp, ...rest } = JSON.parse(claims) as { iat: number; exp: number };
      return { lifeSec: exp - iat, names: Object.keys(rest).toSorted() };
    });

    expect(parts[1]).toEqual(parts[0]);
  });

  it("is made once for many messages, and anew for another account", () => {
    const one = account("");

    expect(applicationAuth(one)).toBe(applicationAuth(one));
    expect(applicationAuth(account(""))).not.toBe(applicationAuth(one));
  });

  it("is made with keys in every form that people paste", () => {
    const forms = [
      keys.privateKey,
      keys.privateKey.replaceAll("\n", "\\n"),
      keys.privateKey.replaceAll("\n", " "),
      keys.privateKey.replaceAll("\n", ""),
    ].map((privateKey) => privateKeyOf(account("", { privateKey })));

    expect(forms.map((key) => key?.export({ format: "pem", type: "pkcs8" }))).toEqual(
      Array(4).fill(keys.privateKey),
    );
  });

  it("cannot be made with something else: the message is refused before it leaves", async () => {
    const nobody = { request: () => Promise.reject(new Error("asked")) };
    for (const privateKey of ["", "no key", "-----BEGIN PRIVATE KEY-----"]) {
      expect(await send(request, account("", { privateKey }), nobody)).toMatchObject({
        kind: "rejected",
        failureClass: expect.stringMatching(/ACCOUNT|CONTENT/),
        charged: "no",
      });
    }
  });
});
