import { DataSource, type EntitySchema } from "typeorm";
import { connectionConfig, type DatabaseTarget } from "./connection.js";
import { ApiKeyEntity } from "./entity/api-key.entity.js";
import { ExchangeRateEntity } from "./entity/exchange-rate.entity.js";
import { TenantEntity } from "./entity/tenant.entity.js";
import { VendorAccountEntity } from "./entity/vendor-account.entity.js";
import { VendorPauseEntity } from "./entity/vendor-pause.entity.js";
import { VendorEntity } from "./entity/vendor.entity.js";

type EntityClass = (new () => object) | EntitySchema;

const catalogueEntities: readonly EntityClass[] = [
  TenantEntity,
  ApiKeyEntity,
  VendorEntity,
  VendorAccountEntity,
  VendorPauseEntity,
  ExchangeRateEntity,
];

/**
 * Connects the slow side: TypeORM over the role sandi_app, bound by row-level security.
 *
 * @param poolMax      connections at most
 * @param onPoolError  hears of connections that break while nobody uses them
 * @param moreEntities further tables of the slow side
 */
export async function connectDataSource(
  target: DatabaseTarget,
  poolMax: number,
  onPoolError: (error: Error) => void,
  moreEntities: readonly EntityClass[] = [],
): Promise<DataSource> {
  const dataSource = new DataSource({
    type: "postgres",
    entities: [...catalogueEntities, ...moreEntities],
    synchronize: false,
    invalidWhereValuesBehavior: { null: "throw", undefined: "throw" },
    poolErrorHandler: onPoolError,
    installExtensions: false,
    extra: {
      ...connectionConfig(target, "app", "sandi-manage"),
      max: poolMax,
      idleTimeoutMillis: 60_000,
      connectionTimeoutMillis: 10_000,
    },
  });
  return dataSource.initialize();
}
