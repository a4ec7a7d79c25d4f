/** What every command stands on; a part of app.ts. */
import pg from "pg";
import type { Config } from "./config.js";
import { PostgresBus } from "./events/postgres-bus.js";
import type { Keyring } from "./flow/keyring.js";
import type { Bus } from "./flow/tail.js";
import { createAccountStore } from "./store/account-store.js";
import { connectionConfig } from "./store/connection.js";
import { connectDataSource } from "./store/data-source.js";
import { createExchangeRateStore } from "./store/exchange-rate-store.js";
import { createKeyStore } from "./store/key-store.js";
import { createKeyring, type MasterKey } from "./store/keyring.js";
import { masterKeys } from "./store/master-keys.js";
import { migrate } from "./store/migrate.js";
import { migrateJobs } from "./store/migrate-jobs.js";
import { createOfferStore } from "./store/offer-store.js";
import { createPlanStore, planEntities } from "./store/plan-store.js";
import { createPools, type Pools } from "./store/pool.js";
import { createRateStore } from "./store/rate-store.js";
import { type Database, startDatabase } from "./store/start-database.js";
import { createStatReads } from "./store/stat-reads.js";
import { createTenantStore } from "./store/tenant-store.js";
import { createUploadStore } from "./store/upload-store.js";
import { createVendorStore } from "./store/vendor-store.js";
import { adapterCatalogue } from "./vendors/adapter-catalogue.js";
import { vendorList } from "./vendors/vendor-list.js";

/** What every command stands on: the migrated database, keys, bus and the slow side's stores. */
export interface Ground {
  readonly database: Database;
  readonly pools: Pools;
  readonly keyring: Keyring;
  /** What the keyring is made of, for threads. */
  readonly keys: readonly MasterKey[];
  readonly bus: PostgresBus;
  readonly slow: Awaited<ReturnType<typeof openSlowSide>>;
  close(): Promise<void>;
}

/** Opens the database, migrates it, and joins the stores of the slow side to it. */
export async function openGround(
  config: Config,
  failed: (error: unknown) => void,
  say: (line: string) => void,
): Promise<Ground> {
  const database = await startDatabase(config, say);
  try {
    const keys = masterKeys(config.keys, config.dataDir, database.isEmbedded);
    const keyring = createKeyring(keys);
    await migrate(database.target);
    await migrateJobs(database.target);
    const pools = createPools(database.target, (error) => failed(error));
    const bus = await startBus(database, pools, failed);
    const slow = await openSlowSide(database, pools, {
      keyring,
      bus,
      adapters: adapterCatalogue(vendorList, config.allowsLoopback),
      onError: failed,
    });
    return {
      database,
      pools,
      keyring,
      keys,
      bus,
      slow,
      async close() {
        await bus.close();
        await closePools(slow.dataSource, pools);
        await database.stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function startBus(
  database: Database,
  pools: Pools,
  onError: (error: unknown) => void,
): Promise<PostgresBus> {
  const bus = new PostgresBus({
    query: (text, values) => pools.app.query(text, values),
    createClient: () => new pg.Client(connectionConfig(database.target, "app", "sandi-bus")),
    onError,
  });
  await bus.start();
  return bus;
}

async function openSlowSide(
  database: Database,
  pools: Pools,
  parts: {
    readonly keyring: Keyring;
    readonly bus: Bus;
    readonly adapters: ReturnType<typeof adapterCatalogue>;
    readonly onError: (error: Error) => void;
  },
) {
  const { onError, ...joined } = parts;
  const { keyring } = joined;
  const dataSource = await connectDataSource(database.target, 6, onError, planEntities);
  const stores = {
    ...joined,
    tenants: createTenantStore(dataSource),
    keys: createKeyStore(dataSource),
    vendors: createVendorStore(dataSource),
    accounts: createAccountStore(dataSource),
    rates: createRateStore(dataSource),
    offers: createOfferStore(dataSource),
    stats: createStatReads(dataSource, pools.engine),
    exchangeRates: createExchangeRateStore(dataSource),
    plans: createPlanStore(dataSource),
    uploads: createUploadStore(dataSource, pools.engine, keyring),
  };
  return { dataSource, stores };
}

async function closePools(dataSource: { destroy(): Promise<void> }, pools: Pools): Promise<void> {
  await dataSource.destroy();
  await pools.close();
}
