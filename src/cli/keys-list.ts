import type { TenantStore } from "../manage/tenants/ports.js";
import { operatorViewer } from "../manage/system-viewer.js";
import { type Command, jsonOption } from "./command.js";
import { keyJson, keyTable } from "./key-words.js";
import { withGround } from "./with-ground.js";

export const keysList: Command = {
  name: "keys list",
  summary: "Lists the keys of a tenant, or the operators' keys; secrets cannot be read back.",
  options: {
    tenant: { type: "string", value: "slug", help: "The tenant; without it, the operators' keys." },
    json: jsonOption,
  },
  run: (call) =>
    withGround(call, async ({ slow }) => {
      const viewer = operatorViewer("sandi keys list");
      const tenantId = await findTenant(slow.stores.tenants, call.values.tenant);
      const keys = await slow.stores.keys.keysOf(viewer, tenantId);
      if (call.values.json === true) {
        call.output.out(`${JSON.stringify({ keys: keys.map(keyJson) })}\n`);
      } else {
        call.output.out(keys.length === 0 ? "There are no keys.\n" : keyTable(keys, new Date()));
      }
      return 0;
    }),
};

async function findTenant(
  tenants: TenantStore,
  slug: string | boolean | undefined,
): Promise<string | null> {
  if (typeof slug !== "string") {
    return null;
  }
  const viewer = operatorViewer("sandi keys list");
  const tenant = await tenants.tenantBySlug(viewer, slug);
  if (tenant === null) {
    const { rows } = await tenants.tenants(viewer, 20, null, null);
    const known = rows.map((row) => row.slug).join(", ");
    throw new Error(`There is no tenant "${slug}". There are: ${known || "none yet"}.`);
  }
  return tenant.id;
}
