import { describe, expect, it } from "vitest";
import { phraseWords } from "../../../src/core/messages/phrases.js";
import { checkCredentials } from "../../../src/vendors/generic/check-credentials.js";
import { exampleMapping } from "./contract-fixture.js";

const secrets = { apiKey: "k", apiSecret: "s", username: "u", callbackSecret: "c" };
type Changes = Readonly<Record<string, unknown>>;

function problemsOf(
  mapping: unknown,
  credentials: Readonly<Record<string, string>> = secrets,
  allowsLoopback = false,
): string[] {
  const text = typeof mapping === "string" ? mapping : JSON.stringify(mapping);
  const problems = checkCredentials({ ...credentials, mapping: text }, { allowsLoopback });
  return problems.map(({ name, place, reason }) => {
    expect(name).toBe("mapping");
    // Every reason is worded in both languages, with all that it names.
    for (const locale of ["en", "id"] as const) {
      const template = phraseWords({ phrase: reason.phrase }, locale);
      expect(template.length).toBeGreaterThan(5);
    }
    return `${place}: ${reason.phrase}`;
  });
}

/** An example with members changed, by path. */
function changed(changes: Changes, name: "citcall" | "wavecell" = "citcall"): unknown {
  const mapping = JSON.parse(exampleMapping(name)) as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const names = path.split(".");
    const last = names.pop() ?? "";
    const owner = names.reduce<Record<string, unknown>>(
      (one, name) => (one[name] ??= {}) as Record<string, unknown>,
      mapping,
    );
    if (value === undefined) {
      delete owner[last];
    } else {
      owner[last] = value;
    }
  }
  return mapping;
}

describe("the mapping of a vendor without code", () => {
  it.each(["citcall", "wavecell"] as const)("of the example %s is sound", (name) => {
    expect(problemsOf(exampleMapping(name))).toEqual([]);
  });

  it.each([
    ["{", ": mappingJson"],
    ["null", ": mappingType"],
    ["[]", ": mappingType"],
    ["{}", "send: mappingMissing"],
  ])("that is %s is refused as a whole", (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it.each<[Changes, string]>([
    [{ "send.url": undefined }, "send.url: mappingMissing"],
    [{ "send.url": 7 }, "send.url: mappingType"],
    [{ "send.url": "" }, "send.url: mappingTooSmall"],
    [{ "send.url": `https://a.example/${"x".repeat(1000)}` }, "send.url: mappingTooBig"],
    [{ "send.url": "no address" }, "send.url: mappingUrl"],
    [{ "send.url": "http://api.acme.example/" }, "send.url: mappingUrl"],
    [{ "send.url": "https://{{username}}.acme.example/" }, "send.url: mappingUrl"],
    [{ "send.url": "https://api.acme.example{{apiKey}}/" }, "send.url: mappingUrl"],
    [{ "send.url": "https://u:p@acme.example/" }, "send.url: mappingUrl"],
    [{ "send.url": "https://127.0.0.1/" }, "send.url: mappingUrl"],
    [{ "send.url": "https://169.254.169.254/latest" }, "send.url: mappingUrl"],
    [{ "send.url": "https://[::ffff:10.0.0.1]/" }, "send.url: mappingUrl"],
    [{ "send.url": "https://localhost/" }, "send.url: mappingUrl"],
    [{ "check.url": "https://10.0.0.1/" }, "check.url: mappingUrl"],
    [{ "check.url": "https://acme.example/{{code}}" }, "check.url: mappingVariable"],
    [{ "send.method": "PUT" }, "send.method: mappingChoice"],
    [{ "send.method": "GET" }, "send.body: mappingGetBody"],
    [{ "send.colour": "red" }, "send: mappingUnknown"],
    [{ "send.timeoutSec": 31 }, "send.timeoutSec: mappingTooBig"],
    [{ "send.timeoutSec": 0 }, "send.timeoutSec: mappingTooSmall"],
    [{ "send.auth": { kind: "magic" } }, "send.auth.kind: mappingKind"],
    [{ "send.auth": { kind: "bearer", token: "{{password}}" } }, "send.auth: mappingSecret"],
    [{ "send.headers": { Host: "evil" } }, "send.headers.Host: mappingHeader"],
    [{ "send.headers": { "a b": "c" } }, "send.headers.a b: mappingHeaderName"],
    [{ "send.body.template.x": "{{callbackSecret}}" }, "send.body: mappingVariable"],
    [{ "send.body.template.x": "{{constructor}}" }, "send.body: mappingVariable"],
    [{ "send.body.template.x": "{{to" }, "send.body: mappingTemplate"],
    [{ "send.body.template.x": ["a", { b: "{{to" }] }, "send.body: mappingTemplate"],
    [{ "send.body.template.x": "{{ to }}" }, "send.body: mappingVariable"],
    [{ "send.auth.value": "Apikey {{apiKey}" }, "send.auth: mappingTemplate"],
    [{ "send.body.template": { to: "{{to}}", r: "{{reference}}" } }, "send: mappingNoCode"],
    [{ "send.body.template": { t: "{{text}}", r: "{{reference}}" } }, "send: mappingNoRecipient"],
    [{ "send.body.template": { t: "{{text}}", to: "{{to}}" } }, "send: mappingNoReference"],
    [{ "answer.accepted": { path: "rc" } }, "answer.accepted: mappingTogether"],
    [{ "answer.accepted": { status: [302] } }, "answer.accepted.status.0: mappingTooBig"],
    [{ "answer.price": { path: "price" } }, "answer.price: mappingEither"],
    [
      { "answer.price": { path: "price", currency: "rupiah" } },
      "answer.price.currency: mappingCurrency",
    ],
    [{ "answer.idPath": "a..b" }, "answer.idPath: mappingPath"],
    [{ "codes.99": "BUDGET" }, "codes.99: mappingChoice"],
    [{ "receipt.proof": undefined }, "receipt.proof: mappingMissing"],
    [{ "receipt.proof.kind": "none" }, "receipt.proof.kind: mappingKind"],
    [{ "receipt.proof.algorithm": "md5" }, "receipt.proof.algorithm: mappingChoice"],
    [{ "receipt.proof.signed": "{timestamp}" }, "receipt.proof.signed: mappingCovers"],
    [
      { "receipt.proof.timestampHeader": undefined },
      "receipt.proof.timestampHeader: mappingTimestamp",
    ],
    [{ "receipt.statuses.Gone": "LOST" }, "receipt.statuses.Gone: mappingChoice"],
    [{ "receipt.answer": { status: 500 } }, "receipt.answer.status: mappingTooBig"],
    [{ "receipt.at": { path: "time", offset: "WIB" } }, "receipt.at.offset: mappingOffset"],
  ])("with %j is refused, by the member that is wrong", (changes, problem) => {
    expect(problemsOf(changed(changes))).toEqual([problem]);
  });

  it("whose receipts name nothing, or ids that no answer tells, is refused", () => {
    const noName = { "receipt.idPath": undefined, "receipt.referencePath": undefined };
    const noIds = { "receipt.referencePath": undefined, "answer.idPath": undefined };

    expect(problemsOf(changed(noName))).toEqual(["receipt: mappingNoName"]);
    expect(problemsOf(changed(noIds))).toEqual(["answer.idPath: mappingMissing"]);
  });

  it("needs the secret that its callbacks are verified with", () => {
    expect(problemsOf(exampleMapping("citcall"), { apiKey: "k" })).toEqual([
      "receipt.proof: mappingSecret",
    ]);
    expect(problemsOf(exampleMapping("citcall"), { apiKey: "", callbackSecret: "c" })).toEqual([
      "send.auth: mappingSecret",
    ]);
  });

  it("may name this machine in tests alone", () => {
    const local = changed({ "send.url": "http://127.0.0.1:4999/send", check: undefined });

    expect(problemsOf(local, secrets, true)).toEqual([]);
    expect(problemsOf(local)).toEqual(["send.url: mappingUrl"]);
  });

  it("tells at most twenty problems of its form", () => {
    const codes = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`c${at}`, "NONE"]));

    expect(problemsOf(changed({ codes }))).toHaveLength(20);
  });
});
