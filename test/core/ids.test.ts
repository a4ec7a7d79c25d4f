import { describe, expect, it } from "vitest";
import { decodeAnyId, decodeId, encodeId, idPrefixes } from "../../src/core/ids.js";

const uuid = "01890a5d-ac96-774b-bcce-b302099a8057";

describe("encodeId", () => {
  it("writes what TypeID's own example says", () => {
    expect(encodeId("send", uuid)).toBe("snd_01h455vb4pex5vsknk084sn02q");
  });

  it("throws on what is no lower-case uuid", () => {
    expect(() => encodeId("send", uuid.toUpperCase())).toThrow(/uuid/);
    expect(() => encodeId("send", "")).toThrow(/uuid/);
  });
});

describe("decodeId", () => {
  it("refuses an id of another kind", () => {
    expect(decodeId("plan", encodeId("send", uuid))).toBeNull();
  });

  it.each([
    "",
    "snd",
    "snd_",
    "snd-01h455vb4pex5vsknk084sn02q",
    "SND_01h455vb4pex5vsknk084sn02q",
    "snd_01H455VB4PEX5VSKNK084SN02Q",
    "snd_8zzzzzzzzzzzzzzzzzzzzzzzzz",
    "snd_01h455vb4pex5vsknk084sn02",
    "snd_01h455vb4pex5vsknk084sn02qq",
    "snd_o1h455vb4pex5vsknk084sn02q",
    "xxx_01h455vb4pex5vsknk084sn02q",
    " snd_01h455vb4pex5vsknk084sn02q",
    uuid,
  ])("refuses %j", (text) => {
    expect(decodeAnyId(text)).toBeNull();
  });
});

describe("idPrefixes", () => {
  it("gives each kind a prefix of its own of three letters", () => {
    const prefixes = Object.values(idPrefixes);

    expect(new Set<string>(prefixes).size).toBe(prefixes.length);
    expect(prefixes.every((prefix) => /^[a-z]{3}$/.test(prefix))).toBe(true);
  });
});
