import type { DataSource } from "typeorm";
import type { Bus, BusTopic } from "../../src/flow/tail.js";
import { ownerViewer } from "../../src/manage/system-viewer.js";
import type { PlanPorts } from "../../src/manage/plans/plan-ports.js";
import { createAccountStore } from "../../src/store/account-store.js";
import { connectDataSource } from "../../src/store/data-source.js";
import { createPlanFactsStore } from "../../src/store/plan-facts-store.js";
import { createPlanStore, planEntities } from "../../src/store/plan-store.js";
import { createVendorStore } from "../../src/store/vendor-store.js";
import type { TestDatabase } from "./db.js";

/** A bus that keeps what was published. */
export class RecordingBus implements Bus {
  readonly published: [BusTopic, readonly string[]][] = [];
  readonly #listeners = new Map<BusTopic, Set<(keys: readonly string[]) => void>>();

  publish(topic: BusTopic, keys: readonly string[]): void {
    this.published.push([topic, keys]);
    this.#listeners.get(topic)?.forEach((listener) => listener(keys));
  }

  subscribe(topic: BusTopic, listener: (keys: readonly string[]) => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => listeners.delete(listener);
  }
}

/** The slow side's connection to a test's database. */
export function connectManage(db: TestDatabase, poolMax = 10): Promise<DataSource> {
  return connectDataSource(
    db.target,
    poolMax,
    // A pool that ended leaves connections which the database's drop ends before they close
    // themselves.
    () => undefined,
    [...planEntities],
  );
}

/** The ports of plans over a real database; the adapter can do everything. */
export function planPorts(dataSource: DataSource, bus: Bus): PlanPorts {
  return {
    plans: createPlanStore(dataSource),
    facts: createPlanFactsStore(dataSource),
    vendors: createVendorStore(dataSource),
    accounts: createAccountStore(dataSource),
    adapters: {
      find: (name) => ({
        name,
        channels: ["SMS", "WHATSAPP", "EMAIL"],
        features: ["DELIVERY_RECEIPTS"],
        credentialNames: [],
        optionalCredentialNames: [],
        product: "Pretend",
        credentials: [],
        callbackSetup: null,
        checkCredentials: () => [],
        senderRequiredOn: [],
        templateRequiredOn: [],
        maxPerSecondDefault: null,
      }),
    },
    bus,
  };
}

/** A viewer who owns the tenant, narrowed to one that has a tenant. */
export function owner(tenantId: string) {
  return { ...ownerViewer("Ani", tenantId), tenantId };
}
