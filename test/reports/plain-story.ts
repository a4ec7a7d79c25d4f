import type { Story } from "./histories.js";

/** A send that one SMS delivered, for 5 micro-units. */
export function plainStory(changes: Partial<Story> = {}): Story {
  return {
    atMin: 0,
    plan: 0,
    purpose: null,
    place: 0,
    tries: [
      {
        afterMin: 0,
        channel: "SMS",
        vendor: 0,
        status: "DELIVERED",
        charge: "CHARGED",
        cost: 5n,
        hold: 5n,
        parts: 1,
        step: 1,
        isAutomatic: true,
        latencyMs: 9,
      },
    ],
    verified: null,
    status: "DELIVERED",
    deliverMs: 9,
    verifyMs: null,
    resends: 0,
    phone: 1,
    email: null,
    ...changes,
  };
}
