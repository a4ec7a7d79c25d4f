import { expect, it } from "vitest";
import { guardModeOf } from "../../../src/core/guard/guard-mode.js";

const everywhere = { kind: "PREFIX_RATE", mode: "ENFORCE", country: null } as const;
const inIndia = { kind: "PREFIX_RATE", mode: "OFF", country: "IN" } as const;

it("is the country's own, else the one for everywhere, else MONITOR", () => {
  const settings = [everywhere, inIndia];

  expect(guardModeOf(settings, "PREFIX_RATE", "IN")).toBe("OFF");
  expect(guardModeOf(settings, "PREFIX_RATE", "BR")).toBe("ENFORCE");
  expect(guardModeOf(settings, "PREFIX_RATE", null)).toBe("ENFORCE");
  expect(guardModeOf([inIndia], "PREFIX_RATE", "BR")).toBe("MONITOR");
  expect(guardModeOf(settings, "IP_RATE", "IN")).toBe("MONITOR");
});
