import { describe, expect, it } from "vitest";
import { receiptHonesty } from "../../../../src/core/plan/estimate/receipt-honesty.js";

describe("codes that are typed in less often than expected", () => {
  it("are taken for what calls convert where a channel's routes agree, not for lies", () => {
    const found = receiptHonesty("VOICE", [
      { trust: 0.84, evidence: 300 },
      { trust: 0.86, evidence: 200 },
    ]);

    for (const { share, conversion } of found) {
      expect(share).toBeGreaterThan(0.97);
      expect(conversion).toBeCloseTo(0.85, 1);
    }
  });

  it("are taken for lies where another route of the channel does better", () => {
    const [honest, liar] = receiptHonesty("VOICE", [
      { trust: 0.85, evidence: 300 },
      { trust: 0.4, evidence: 300 },
    ]);

    expect(honest?.share).toBeGreaterThan(0.95);
    expect(liar?.share).toBeCloseTo(0.4 / 0.85, 1);
  });

  it("of SMS are lies, for others are measured by them", () => {
    const [liar] = receiptHonesty("SMS", [{ trust: 0.7, evidence: 300 }]);

    expect(liar?.share).toBeCloseTo(0.7, 1);
    expect(liar?.conversion).toBeCloseTo(1, 1);
  });

  it("leave it open where little is known, and say so", () => {
    const [thin] = receiptHonesty("SMS", [{ trust: 0.8, evidence: 4 }]);
    const [thick] = receiptHonesty("SMS", [{ trust: 0.8, evidence: 400 }]);

    expect(thin?.deviation).toBeGreaterThan(3 * (thick?.deviation ?? 1));
    expect(thin?.share).toBeGreaterThan(thick?.share ?? 1);
  });
});
