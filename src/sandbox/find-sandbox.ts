import { marketRateSheet } from "../market/rate-sheet.js";
import type { Scenario } from "../market/scenario.js";
import type { SandboxVendor } from "./start-sandbox.js";
import type { VendorProfile } from "./vendor-profiles.js";

/**
 * The vendors of a sandbox that another process of this machine has open on `port`.
 *
 * @returns null when nothing answers there within 2 s, or something that is not a sandbox
 */
export async function findSandbox(
  port: number,
  scenario: Scenario,
): Promise<readonly SandboxVendor[] | null> {
  try {
    const signal = AbortSignal.timeout(2000);
    const answer = await fetch(`http://127.0.0.1:${port}/vendors`, { signal, redirect: "error" });
    const vendors: unknown = await answer.json();
    if (!answer.ok || !Array.isArray(vendors) || !vendors.every(isDescribed)) {
      return null;
    }
    return vendors.map((described) => {
      const { url, trialCredentials: _, ...profile } = described;
      return { profile, url, rates: marketRateSheet(scenario, profile.vendor, profile.unit) };
    });
  } catch {
    // Nobody there, or somebody else: both mean that there is no sandbox to join.
    return null;
  }
}

interface Described extends VendorProfile {
  readonly url: string;
  readonly trialCredentials?: unknown;
}

function isDescribed(value: unknown): value is Described {
  const described = value as Partial<VendorProfile & { url: string }> | null;
  return typeof described?.vendor === "string" && typeof described.url === "string";
}
