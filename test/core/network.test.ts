import { describe, expect, it } from "vitest";
import { networkOf } from "../../src/core/network.js";

describe("networkOf", () => {
  it.each([
    ["+6281234567890", "510", "10", "Telkomsel"],
    ["+6281412345678", "510", "01", "Indosat"],
    ["+6287812345678", "510", "11", "XL"],
    ["+6288212345678", "510", "09", "Smartfren"],
    ["+917021123456", "405", "857", "Jio"],
    ["+919810123456", "404", "10", "Airtel"],
    ["+919820123456", "404", "11", "Vi"],
    ["+919412123456", "404", "34", "BSNL"],
    ["+5511991234567", "724", "05", "Claro"],
    ["+5511999234567", "724", "11", "Vivo"],
    ["+5511981234567", "724", "02", "TIM"],
    ["+2348031234567", "621", "30", "MTN"],
    ["+4915112345678", "262", "01", "Telekom"],
    ["+4915551234567", "262", "23", "1&1"],
    ["+4917612345678", "262", "03", "O2"],
  ])("finds the network of %s by its prefix", (e164, mcc, mnc, name) => {
    expect(networkOf(e164)).toEqual({ mcc, mnc, name });
  });

  it("knows none where prefixes tell nothing", () => {
    expect(networkOf("+14155552671")).toBeNull();
    expect(networkOf("+442079460958")).toBeNull();
    expect(networkOf("+622112345678")).toBeNull();
    expect(networkOf("")).toBeNull();
  });

  it("answers within 10 µs", () => {
    const started = process.hrtime.bigint();
    for (let index = 0; index < 10_000; index += 1) {
      networkOf(`+9198${10 + (index % 90)}123456`);
    }

    expect(Number(process.hrtime.bigint() - started) / 10_000).toBeLessThan(10_000);
  });
});
