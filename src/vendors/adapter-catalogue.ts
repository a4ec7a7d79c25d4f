import type { Channel } from "../core/otp/status.js";
import type { VendorFeature } from "../core/otp/vendor-feature.js";
import {
  type Credential,
  misshapen,
  optionalNames,
  requiredNames,
  type Told,
} from "./credential.js";
import type { CredentialProblem, VendorAdapter } from "./vendor.js";

/** What connecting and listing a vendor have to know of its adapter. */
interface AdapterFacts {
  readonly name: string;
  readonly product: string;
  readonly channels: readonly Channel[];
  readonly features: readonly VendorFeature[];
  readonly credentialNames: readonly string[];
  readonly optionalCredentialNames: readonly string[];
  readonly credentials: readonly Credential[];
  readonly callbackSetup: Told | null;
  readonly senderRequiredOn: readonly Channel[];
  readonly templateRequiredOn: readonly Channel[];
  readonly maxPerSecondDefault: number | null;
  /** What is wrong with the form of credentials that are all there. */
  checkCredentials(credentials: Readonly<Record<string, string>>): readonly CredentialProblem[];
}

/**
 * The adapters by name, as their capability records describe them.
 *
 * @param allowsLoopback true in tests alone: addresses of tenants may be of this machine
 */
export function adapterCatalogue(
  adapters: readonly VendorAdapter[],
  allowsLoopback = false,
): {
  readonly names: readonly string[];
  find(name: string): AdapterFacts | null;
} {
  const facts = new Map<string, AdapterFacts>(
    adapters.map((adapter) => [
      adapter.name,
      {
        name: adapter.name,
        ...adapter.capabilities,
        credentialNames: requiredNames(adapter.capabilities.credentials),
        optionalCredentialNames: optionalNames(adapter.capabilities.credentials),
        callbackSetup: adapter.capabilities.callbackSetup ?? null,
        checkCredentials: (credentials) => [
          ...shapeProblems(adapter, credentials),
          ...(adapter.checkCredentials?.(credentials, { allowsLoopback }) ?? []),
        ],
      },
    ]),
  );
  return { names: [...facts.keys()], find: (name) => facts.get(name) ?? null };
}

function shapeProblems(
  adapter: VendorAdapter,
  credentials: Readonly<Record<string, string>>,
): readonly CredentialProblem[] {
  return misshapen(adapter.capabilities.credentials, credentials).map(({ name, example }) => ({
    name,
    place: "",
    reason: { phrase: "credentialShape", params: { example: example ?? "–" } },
  }));
}
