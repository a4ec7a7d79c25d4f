import { copySends, findTemplate, settle, spreadWaits } from "./fill.js";
import type { Figure } from "./figures.js";
import type { Rig } from "./rig.js";
import { bucketOf, growth, scrape } from "./scrape.js";

const waiting = 50_000;
const dueOverSec = 500;

/**
 * How late sends are woken while 50,000 wait, 100 of them due each second,
 * and others are being sent.
 */
export async function measureTimers(rig: Rig, sec: number, perSecond: number): Promise<Figure[]> {
  const [tenant] = rig.ready.tenants;
  const tenantId = tenant?.id ?? "";
  await rig.execute({ kind: "silent", count: 1 });
  await copySends(rig.owner, await findTemplate(rig.owner, tenantId, "SENT"), waiting);
  await settle(rig.owner);
  await rig.reopen();
  const spread = await spreadWaits(rig.owner, tenantId, 3, dueOverSec);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const before = await scrape(rig.ready.url);
  await rig.execute({ kind: "rate", what: "send", perSecond, warmSec: 0, sec });
  const after = await scrape(rig.ready.url);
  const name = "sandi_timer_lateness_seconds";
  const woken = growth(before, after, `${name}_bucket`, "le").get("+Inf") ?? 0;
  const none = { must: null, aim: null };
  return [
    { name: "sends waiting", value: spread, unit: "", ...none },
    { name: "woken while measured", value: woken, unit: "", ...none },
    {
      name: "timer lateness p99 (upper end of its bucket)",
      value: bucketOf(before, after, name, 0.99) * 1_000,
      unit: "ms",
      must: { atMost: 50 },
      aim: null,
    },
  ];
}
