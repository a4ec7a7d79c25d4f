import { type DataSource, type EntityManager, In, IsNull, Not } from "typeorm";
import type { KeyViewer } from "../flow/viewer.js";
import type { AccountRow, AccountStore } from "../manage/accounts/ports.js";
import { asViewer, breaksUnique } from "./as-viewer.js";
import { bumpMarket, bumpRules } from "./bump-version.js";
import { VendorAccountEntity } from "./entity/vendor-account.entity.js";
import { inOrder } from "./rows-in-order.js";

function own(viewer: KeyViewer, id: string) {
  return { id, tenantId: viewer.tenantId ?? IsNull() };
}

/**
 * Vendor accounts behind row-level security;
 * what changes one names its owner in the statement as well.
 */
export function createAccountStore(dataSource: DataSource): AccountStore {
  async function stored(
    viewer: KeyViewer,
    id: string,
    work: (tx: EntityManager) => Promise<unknown>,
  ): Promise<AccountRow | null> {
    return asViewer(dataSource, viewer, async (tx) => {
      await work(tx);
      const account = await tx.findOneBy(VendorAccountEntity, own(viewer, id));
      if (account !== null) {
        await bumpFor(tx, viewer);
      }
      return account;
    });
  }

  return {
    insertAccount: (viewer, account, sealedCredentials) =>
      insertAccount(dataSource, viewer, account, sealedCredentials),
    replaceCredentials: (viewer, id, credentials, hints) =>
      stored(viewer, id, (tx) =>
        tx.update(VendorAccountEntity, own(viewer, id), {
          credentials,
          credentialHints: [...hints],
          // The old check was of other credentials.
          lastCheckedAt: null,
          lastCheckOk: null,
          lastCheckMessage: null,
        }),
      ),
    changeAccount: (viewer, id, changes) =>
      asViewer(dataSource, viewer, (tx) => change(tx, viewer, id, changes)),
    disconnectAccount: (viewer, id, now) =>
      stored(viewer, id, (tx) => disconnect(tx, viewer, id, now)),
    storeCheck: (viewer, id, check) =>
      asViewer(dataSource, viewer, async (tx) => {
        await tx.update(VendorAccountEntity, own(viewer, id), {
          lastCheckedAt: check.at,
          lastCheckOk: check.ok,
          lastCheckMessage: check.message,
          ...(check.ok ? { stoppedAt: null } : {}),
        });
        // A sound check lets a stopped account send again.
        await bumpFor(tx, viewer);
        return tx.findOneBy(VendorAccountEntity, own(viewer, id));
      }),
    ownAccount: (viewer, id) =>
      asViewer(dataSource, viewer, async (tx) => {
        const account = await tx.findOneBy(VendorAccountEntity, own(viewer, id));
        const [sealed] = await tx.query<{ credentials: Buffer }[]>(
          "select credentials from vendor_account where id = $1",
          [id],
        );
        return account === null || sealed === undefined
          ? null
          : { account, sealedCredentials: sealed.credentials };
      }),
    accounts: (viewer) =>
      asViewer(dataSource, viewer, (tx) =>
        tx.find(VendorAccountEntity, { order: { disconnectedAt: { nulls: "FIRST" }, id: "ASC" } }),
      ),
    accountsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder<AccountRow>(ids, await tx.findBy(VendorAccountEntity, { id: In([...ids]) })),
      ),
  };
}

async function insertAccount(
  dataSource: DataSource,
  viewer: KeyViewer,
  account: AccountRow,
  credentials: Buffer,
): Promise<"stored" | "label_taken"> {
  const { tenantId, vendorId, label } = account;
  try {
    return await asViewer(dataSource, viewer, async (tx) => {
      await lockLabel(tx, tenantId, label);
      const open = { tenantId: tenantId ?? IsNull(), disconnectedAt: IsNull() };
      const where = tenantId === null ? { ...open, vendorId } : { ...open, label };
      if (await tx.existsBy(VendorAccountEntity, where)) {
        return "label_taken";
      }
      await tx.insert(VendorAccountEntity, {
        ...account,
        channels: [...account.channels],
        credentialHints: [...account.credentialHints],
        senders: [...account.senders],
        credentials,
      });
      await bumpFor(tx, viewer);
      return "stored";
    });
  } catch (error) {
    if (breaksUnique(error, "vendor_account_marketplace")) {
      return "label_taken";
    }
    throw error;
  }
}

async function change(
  tx: EntityManager,
  viewer: KeyViewer,
  id: string,
  changes: Pick<AccountRow, "label" | "maxPerSecond" | "senders">,
): Promise<AccountRow | null | "label_taken"> {
  const { tenantId } = viewer;
  await lockLabel(tx, tenantId, changes.label);
  // The marketplace tells its accounts apart by vendor.
  const isTaken =
    tenantId !== null &&
    (await tx.existsBy(VendorAccountEntity, {
      tenantId,
      disconnectedAt: IsNull(),
      label: changes.label,
      id: Not(id),
    }));
  if (isTaken) {
    return "label_taken";
  }
  const senders = [...changes.senders];
  await tx.update(VendorAccountEntity, own(viewer, id), { ...changes, senders });
  await bumpFor(tx, viewer);
  return tx.findOneBy(VendorAccountEntity, own(viewer, id));
}

/** Two equal labels at one moment wait for each other here. */
async function lockLabel(tx: EntityManager, tenantId: string | null, label: string): Promise<void> {
  const lock = `account label ${tenantId ?? ""} ${label}`;
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [lock]);
}

async function disconnect(
  tx: EntityManager,
  viewer: KeyViewer,
  id: string,
  now: Date,
): Promise<void> {
  await tx.update(
    VendorAccountEntity,
    { id, tenantId: viewer.tenantId ?? IsNull(), disconnectedAt: IsNull() },
    { disconnectedAt: now },
  );
  if (viewer.tenantId !== null) {
    await tx.query(
      "update offer set withdrawn_at = $3 where account_id = $1 and tenant_id = $2 and " +
        "withdrawn_at is null",
      [id, viewer.tenantId, now],
    );
  }
}

/**
 * Own accounts and prices are part of the market snapshot too,
 * so that it is read again in both cases.
 */
async function bumpFor(tx: EntityManager, viewer: KeyViewer): Promise<void> {
  if (viewer.tenantId !== null) {
    await bumpRules(tx, viewer.tenantId);
  }
  await bumpMarket(tx);
}
