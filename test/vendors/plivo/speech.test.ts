import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCallback } from "../../../src/vendors/plivo/receipt.js";
import { sealSpeech, speechXml } from "../../../src/vendors/plivo/speech.js";
import type { OpenAccount } from "../../../src/vendors/vendor.js";
import { contractFixture, signedByPlivo } from "./contract-fixture.js";

const at = new Date("2026-01-02T03:04:05Z");
const account: OpenAccount = {
  accountId: "account-1",
  baseUrl: "",
  credentials: contractFixture.credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "plivo",
};
const others = { ...account, credentials: { ...account.credentials, authToken: "other" } };

function ask(sealed: string) {
  const url = `${account.callbackUrl}?ref=AZ-_09&say=${sealed}`;
  const form = { CallUUID: "leg-1", RequestUUID: "c-1", CallStatus: "in-progress" };
  return readCallback(signedByPlivo(form, url, at), account);
}

describe("what a call is to speak", () => {
  it("is answered when Plivo asks for it, and is no receipt", () => {
    expect(ask(sealSpeech("Kode <Acme> & Anda: 4, 9", "pt-BR", account))).toEqual({
      kind: "verified",
      receipts: [],
      answer: {
        status: 200,
        contentType: "application/xml",
        body:
          '<Response><Speak language="pt-BR">Kode &#60;Acme&#62; &#38; Anda: 4, 9</Speak>' +
          "</Response>",
      },
    });
  });

  it.each([
    ["en-GB", 'language="en-GB"'],
    ["de", 'language="de-DE"'],
    ["hi", 'language="hi-IN" voice="Polly.Aditi"'],
    ["id-ID", 'language="en-US"'],
  ])("in %s is spoken as %s", (locale, attributes) => {
    expect(speechXml(sealSpeech("x", locale, account), account)).toContain(attributes);
  });

  it("is spoken as it was given, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const xml = speechXml(sealSpeech(text, "en", account), account) ?? "";
        const [, spoken = ""] = /<Speak [^>]*>([^]*)<\/Speak>/.exec(xml) ?? [];
        const decoded = spoken.replace(/&#(\d+);/g, (_, code: string) =>
          String.fromCodePoint(Number(code)),
        );

        expect(decoded).toBe(text);
        expect(spoken).not.toMatch(/[<>"']/);
      }),
    );
  });

  it("is read by nobody else, and never from an address that was altered", () => {
    // As long as to leave no bits of base64 that mean nothing.
    const sealed = sealSpeech("secret 493817!", "en", account);
    const altered = Array.from(sealed, (char, index) => {
      const other = char === "A" ? "B" : "A";
      return sealed.slice(0, index) + other + sealed.slice(index + 1);
    });

    expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("493817");
    expect(speechXml(sealed, others)).toBeNull();
    expect(altered.map((one) => speechXml(one, account)).filter((one) => one !== null)).toEqual([]);
    expect(["", "AAAA", "%"].map((one) => speechXml(one, account))).toEqual([null, null, null]);
    expect(ask("AAAA")).toMatchObject({ kind: "refused", reason: "malformed" });
  });

  it("is sealed another way each time", () => {
    expect(sealSpeech("x", "en", account)).not.toBe(sealSpeech("x", "en", account));
  });
});
