import { describe, expect, it } from "vitest";
import { createLog } from "../src/log.js";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog("trace", { write: (line: string) => void lines.push(line) }));
  return lines.join("");
}

describe("createLog", () => {
  it.each([
    ["a code", { send: { code: "493817" } }],
    ["a code deep inside", { a: { b: { c: [{ code: "493817" }] } } }],
    ["a header", { headers: { authorization: "Bearer 493817" } }],
    ["a header in capitals", { headers: { "X-API-Key": "493817" } }],
    ["a recipient", { recipient: { value: "493817" } }],
    ["a message text", { text: "Your code is 493817" }],
    ["a vendor's credentials", { account: { credentials: { user: "493817" } } }],
    ["bytes", { body: Buffer.from("493817") }],
    ["a number in a sentence", { note: "sent to +62493817001" }],
    ["a number in a URL", { path: "/inbox/%2B62493817001" }],
    ["an address in a sentence", { note: "sent to a493817@example.com" }],
    ["one of our keys", { note: "key sandi_live_493817abcdef" }],
    ["a password in a database URL", { note: "postgres://user:493817@db.example/sandi" }],
  ])("writes nothing of %s", (_what, entry) => {
    const line = logged((log) => log.info(entry, "done"));

    expect(line).toContain('"msg":"done"');
    expect(line).not.toContain("493817");
  });

  it("masks numbers in messages", () => {
    expect(logged((log) => log.info("to +62 812-3456-7890 now"))).toContain("to [number] now");
  });

  it("keeps an error's class and cause, masks its message and drops its other properties", () => {
    const cause = Object.assign(new Error("duplicate +6281234567890"), {
      code: "23505",
      detail: "Key (phone)=(6281234567890) exists",
    });

    const line = logged((log) => log.error({ err: new Error("no row", { cause }) }, "failed"));

    expect(JSON.parse(line).err).toMatchObject({
      message: "no row",
      cause: { message: "duplicate [number]", errorCode: "23505" },
    });
    expect(line).not.toContain("81234567890");
  });

  it("keeps facts whose names only look secret", () => {
    const line = logged((log) => log.info({ code: null, tokens: true, statusCode: 200 }));

    expect(JSON.parse(line)).toMatchObject({ code: null, tokens: true, statusCode: 200 });
  });

  it("leaves the query of a request out", () => {
    const req = { method: "GET", url: "/inbox?to=%2B6281234567890" };

    expect(JSON.parse(logged((log) => log.info({ req }))).req).toEqual({
      method: "GET",
      path: "/inbox",
    });
  });
});
