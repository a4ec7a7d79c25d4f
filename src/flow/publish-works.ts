import type { SendWork } from "./send-work.js";
import type { Bus } from "./tail.js";

/** Tells every process, after the commit, whose log grew and for whom alerts were raised. */
export function publishWorks(bus: Bus, works: readonly SendWork[]): void {
  const grown = new Set<string>();
  const alerted = new Set<string>();
  for (const work of works) {
    if (work.events.length > 0) {
      grown.add(work.send.tenantId);
    }
    for (const alert of work.alerts) {
      alerted.add(alert.tenantId);
    }
  }
  if (grown.size > 0) {
    bus.publish("events", [...grown]);
  }
  if (alerted.size > 0) {
    bus.publish("alerts", [...alerted]);
  }
}
