import { describe, expect, it } from "vitest";
import { exportLink, linkMs, readExportLink } from "../../../src/manage/exports/export-link.js";

const keyring = { tokenKey: Buffer.alloc(32, 1) };
const ref = {
  tenantId: "0190a000-0000-7000-8000-00000000000a",
  id: "0190a000-0000-7000-8000-0000000000e1",
};
const now = new Date("2026-11-22T12:00:00Z");
const expiresAt = new Date("2026-11-23T12:00:00Z");

function partsOf(link: string) {
  const url = new URL(link, "http://server");
  return {
    id: url.pathname.split("/").at(-1) ?? "",
    query: Object.fromEntries(url.searchParams) as Record<string, string>,
  };
}

function read(link: string, at = now, keys = keyring) {
  const { id, query } = partsOf(link);
  return readExportLink(keys, id, query, at);
}

describe("a link to an export", () => {
  const link = exportLink(keyring, ref, expiresAt, now);

  it("leads to its export for an hour", () => {
    expect(read(link)).toEqual({ kind: "good", ref });
    expect(read(link, new Date(now.getTime() + linkMs - 1))).toEqual({ kind: "good", ref });
    expect(read(link, new Date(now.getTime() + linkMs))).toEqual({ kind: "expired" });
  });

  it("ends with its export", () => {
    const soon = new Date(now.getTime() + 1_000);

    expect(read(exportLink(keyring, ref, soon, now), soon)).toEqual({ kind: "expired" });
  });

  it("is refused when any character of it was changed", () => {
    for (const name of ["tenant", "expires", "signature"]) {
      const { id, query } = partsOf(link);
      const value = query[name] ?? "";
      for (let at = 0; at < value.length; at += 1) {
        const changed = value.slice(0, at) + (value[at] === "1" ? "2" : "1") + value.slice(at + 1);
        const altered = readExportLink(keyring, id, { ...query, [name]: changed }, now);
        expect([name, at, altered]).toEqual([name, at, { kind: "altered" }]);
      }
      expect(readExportLink(keyring, id, { ...query, [name]: undefined }, now).kind).toBe(
        "altered",
      );
      expect(readExportLink(keyring, id, { ...query, [name]: [value, value] }, now).kind).toBe(
        "altered",
      );
    }
    const other = exportLink(keyring, { ...ref, id: ref.tenantId }, expiresAt, now);
    expect(readExportLink(keyring, partsOf(other).id, partsOf(link).query, now).kind).toBe(
      "altered",
    );
  });

  it("is refused when another key signed it", () => {
    expect(read(link, now, { tokenKey: Buffer.alloc(32, 2) })).toEqual({ kind: "altered" });
  });
});
