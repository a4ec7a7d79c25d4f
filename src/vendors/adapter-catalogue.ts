import type { Channel } from "../core/otp/status.js";
import type { VendorFeature } from "../core/otp/vendor-feature.js";
import type { VendorAdapter } from "./vendor.js";

/** What connecting and listing a vendor have to know of its adapter. */
interface AdapterFacts {
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly features: readonly VendorFeature[];
  readonly credentialNames: readonly string[];
  readonly senderRequiredOn: readonly Channel[];
  readonly maxPerSecondDefault: number | null;
}

/** The adapters by name, as their capability records describe them. */
export function adapterCatalogue(adapters: readonly VendorAdapter[]): {
  readonly names: readonly string[];
  find(name: string): AdapterFacts | null;
} {
  const facts = new Map<string, AdapterFacts>(
    adapters.map((adapter) => [adapter.name, { name: adapter.name, ...adapter.capabilities }]),
  );
  return { names: [...facts.keys()], find: (name) => facts.get(name) ?? null };
}
