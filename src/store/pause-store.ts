import { type DataSource, IsNull } from "typeorm";
import type { VendorStore } from "../manage/vendors/ports.js";
import { asViewer } from "./as-viewer.js";
import { bumpMarket, bumpRules } from "./bump-version.js";
import { VendorPauseEntity } from "./entity/vendor-pause.entity.js";

/** Pauses: a tenant's for itself, an operator's for everybody; each side ends its own. */
export function createPauseStore(
  dataSource: DataSource,
): Pick<VendorStore, "insertPause" | "endPause"> {
  return {
    insertPause: (viewer, pause) =>
      asViewer(dataSource, viewer, async (tx) => {
        await tx.query(
          `insert into vendor_pause (id, vendor_id, tenant_id, channel, country, reason, paused_at)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
          [
            pause.id,
            pause.vendorId,
            viewer.tenantId,
            pause.channel,
            pause.country,
            pause.reason,
            pause.pausedAt,
          ],
        );
        await bumpMarket(tx);
        if (viewer.tenantId !== null) {
          await bumpRules(tx, viewer.tenantId);
        }
      }),
    endPause: (viewer, place, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const ended = await tx.update(
          VendorPauseEntity,
          {
            vendorId: place.vendorId,
            tenantId: viewer.tenantId ?? IsNull(),
            channel: place.channel ?? IsNull(),
            country: place.country ?? IsNull(),
            resumedAt: IsNull(),
          },
          { resumedAt: now },
        );
        if ((ended.affected ?? 0) === 0) {
          return false;
        }
        await bumpMarket(tx);
        if (viewer.tenantId !== null) {
          await bumpRules(tx, viewer.tenantId);
        }
        return true;
      }),
  };
}
