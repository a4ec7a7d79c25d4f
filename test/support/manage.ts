import type { DataSource } from "typeorm";
import type { KeyViewer } from "../../src/flow/viewer.js";
import type { Keyring } from "../../src/flow/keyring.js";
import type { Bus, BusTopic } from "../../src/flow/tail.js";
import type { AdapterCatalogue } from "../../src/manage/accounts/ports.js";
import { operatorViewer, ownerViewer } from "../../src/manage/system-viewer.js";
import { createTenant } from "../../src/manage/tenants/create-tenant.js";
import type { TenantRow } from "../../src/manage/tenants/ports.js";
import { createAccountStore } from "../../src/store/account-store.js";
import { connectDataSource } from "../../src/store/data-source.js";
import { createExchangeRateStore } from "../../src/store/exchange-rate-store.js";
import { createKeyStore } from "../../src/store/key-store.js";
import { createMarketReader } from "../../src/store/market-reader.js";
import { createOfferStore } from "../../src/store/offer-store.js";
import { planEntities } from "../../src/store/plan-store.js";
import { createRateStore } from "../../src/store/rate-store.js";
import { createStatReads } from "../../src/store/stat-reads.js";
import { createTenantStore } from "../../src/store/tenant-store.js";
import { createUploadStore } from "../../src/store/upload-store.js";
import { createVendorStore } from "../../src/store/vendor-store.js";
import { createTestDatabase, type TestDatabase } from "./db.js";

/** A bus of one process that also remembers what was said. */
export class TestBus implements Bus {
  readonly said: string[] = [];
  readonly #listeners = new Map<BusTopic, Set<(keys: readonly string[]) => void>>();

  publish(topic: BusTopic, keys: readonly string[]): void {
    this.said.push([topic, ...keys].join(" "));
    for (const listener of this.#listeners.get(topic) ?? []) {
      listener(keys);
    }
  }

  subscribe(topic: BusTopic, listener: (keys: readonly string[]) => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => listeners.delete(listener);
  }
}

/** Marks purpose and tenant, and refuses to open under others, as the real one does. */
export const testKeyring: Pick<Keyring, "seal" | "open"> = {
  seal: (purpose, tenantId, plain) => {
    const sealed = Buffer.from(`${purpose}|${tenantId ?? "market"}|${plain.toString()}`);
    return sealed.map((byte) => byte ^ 0x5a) as Buffer;
  },
  open: (purpose, tenantId, sealed) => {
    const text = Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString();
    const mark = `${purpose}|${tenantId ?? "market"}|`;
    if (!text.startsWith(mark)) {
      throw new Error("sealed for another purpose or tenant");
    }
    return Buffer.from(text.slice(mark.length));
  },
};

export const testAdapters: AdapterCatalogue = {
  names: ["pretend"],
  find: (name) =>
    name === "pretend"
      ? {
          name,
          channels: ["SMS", "WHATSAPP", "EMAIL", "VOICE"],
          features: ["DELIVERY_RECEIPTS"],
          credentialNames: ["apiKey", "secret"],
          optionalCredentialNames: [],
          product: "Pretend",
          credentials: [
            {
              name: "apiKey",
              label: "API key",
              help: { en: "On the first page.", id: "Di halaman pertama." },
              isSecret: true,
              example: "0123456789abcdef",
              pattern: /^[0-9a-f]{16}$/,
              page: "https://pretend.example/keys",
            },
            {
              name: "secret",
              label: "Secret",
              help: { en: "Beside the key.", id: "Di samping kunci." },
              isSecret: true,
              example: null,
            },
          ],
          callbackSetup: { en: "Give it the address.", id: "Beri alamatnya." },
          checkCredentials: () => [],
          senderRequiredOn: [],
          templateRequiredOn: [],
          maxPerSecondDefault: 50,
        }
      : null,
};

/** The slow side over a database of its own. */
export async function createManageWorld(now: Date) {
  const database: TestDatabase = await createTestDatabase();
  const dataSource: DataSource = await connectDataSource(
    database.target,
    4,
    (error) => {
      throw error;
    },
    planEntities,
  );
  const bus = new TestBus();
  const ports = {
    bus,
    keyring: testKeyring as Keyring,
    adapters: testAdapters,
    tenants: createTenantStore(dataSource),
    keys: createKeyStore(dataSource),
    vendors: createVendorStore(dataSource),
    accounts: createAccountStore(dataSource),
    rates: createRateStore(dataSource),
    offers: createOfferStore(dataSource),
    stats: createStatReads(dataSource, database.engine),
    exchangeRates: createExchangeRateStore(dataSource),
    uploads: createUploadStore(dataSource, database.engine, testKeyring as Keyring),
    market: createMarketReader(database.engine, () => now),
  };
  const operator = operatorViewer("test");
  return {
    database,
    dataSource,
    ports,
    bus,
    operator,
    /** Makes a tenant and answers with its owner. */
    async tenant(slug: string, currency = "USD"): Promise<KeyViewer & { tenant: TenantRow }> {
      const request = { slug, name: slug, brand: null, currency, timeZone: "UTC", locale: "en" };
      const made = await createTenant(ports, operator, request, now);
      if (!made.ok) {
        throw new Error(`no tenant ${slug}: ${made.errors.map((error) => error.code).join(" ")}`);
      }
      return { ...ownerViewer("owner", made.value.id), tenant: made.value };
    },
    async close() {
      await dataSource.destroy();
      await database.close();
    },
  };
}

export type ManageWorld = Awaited<ReturnType<typeof createManageWorld>>;

/** The codes of a failure, with their fields; "ok" for a success. */
export function codesOf(result: {
  readonly ok: boolean;
  readonly errors?: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}): string {
  return result.ok
    ? "ok"
    : (result.errors ?? [])
        .map((error) => `${error.code}@${error.field?.join(".") ?? ""}`)
        .join(" ");
}
