import { describe, expect, test } from "vitest";
import { mintClientToken, readClientToken } from "../../src/flow/client-token.js";

const keyring = { tokenKey: Buffer.alloc(32, 1) };
const send = {
  tenantId: "0190a000-0000-7000-8000-00000000000a",
  id: "0190a000-0000-7000-8000-00000000000c",
  expiresAt: new Date("2026-01-15T12:05:00Z"),
};
const before = new Date("2026-01-15T12:05:59Z");

describe("client tokens", () => {
  test("tell tenant, send and expiry, until a minute after the send's end", () => {
    const token = mintClientToken(keyring, send);

    expect(readClientToken(keyring, token, before)).toEqual({
      kind: "client",
      tenantId: send.tenantId,
      sendId: send.id,
      expiresAt: new Date("2026-01-15T12:06:00Z"),
    });
    expect(readClientToken(keyring, token, new Date("2026-01-15T12:06:00Z"))).toBeNull();
  });

  test("are worth nothing when any character is changed, or under another key", () => {
    const token = mintClientToken(keyring, send);

    for (let index = 0; index < token.length; index += 1) {
      const changed = token.charAt(index) === "A" ? "B" : "A";
      const forged = token.slice(0, index) + changed + token.slice(index + 1);
      expect(readClientToken(keyring, forged, before)).toBeNull();
    }
    expect(readClientToken({ tokenKey: Buffer.alloc(32, 2) }, token, before)).toBeNull();
    expect(readClientToken(keyring, `${token}A`, before)).toBeNull();
    expect(readClientToken(keyring, "", before)).toBeNull();
  });
});
