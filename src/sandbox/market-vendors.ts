import { sandboxCredentials } from "./credentials.js";
import type { SandboxVendor } from "./start-sandbox.js";

const label = "marketplace";

/** The sandbox's vendors as a marketplace lists them: address, account, prices. */
export function marketVendors(vendors: readonly SandboxVendor[]) {
  return vendors.map(({ profile, url, rates }) => ({
    slug: profile.vendor,
    name: profile.name,
    website: profile.website,
    supportUrl: profile.supportUrl,
    adapter: "sandbox",
    baseUrl: url,
    credentials: Object.entries(sandboxCredentials(profile.vendor, label)).map(([key, value]) => ({
      key,
      value,
    })),
    rates,
  }));
}
