import type { ScenarioInput } from "../../market/scenario.js";

type Incident = NonNullable<ScenarioInput["events"]>[number];

const hourSec = 3_600;
const daySec = 24 * hourSec;

/**
 * What went wrong in the demo market while its history was made.
 *
 * @param days how long that was; incidents before its beginning are left out
 */
export function demoIncidents(days: number): Incident[] {
  const incident = (
    daysBeforeEnd: number,
    hours: number,
    rest: Omit<Incident, "at" | "until">,
  ): Incident => {
    const at = Math.round((days - daysBeforeEnd) * daySec);
    return { at, until: at + hours * hourSec, ...rest };
  };
  return [
    incident(19.2, 0.75, {
      name: "Meta cannot be reached",
      where: { upstream: "meta" },
      set: { accept_mult: 0 },
      outage: true,
    }),
    incident(15, 15 * 24, {
      name: "BSNL filters BharatSend",
      where: { route: "bharatsend-sms", cell: "IN/bsnl" },
      set: { deliver_mult: 0.72 },
    }),
    incident(12.4, 2.5, {
      name: "AfriGate is down",
      where: { vendor: "afrigate" },
      set: { accept_mult: 0 },
      outage: true,
    }),
    incident(6.6, 9, {
      name: "Globex is congested in Indonesia",
      where: { route: "globex-sms", country: "ID" },
      set: { deliver_mult: 0.6, latency_mult: 5 },
      ramp_s: 1_800,
    }),
    incident(3.5, 14, {
      name: "Latcom loses receipts",
      where: { route: "latcom-sms" },
      set: { coverage: 0.35 },
    }),
  ].filter(({ at = 0 }) => at >= 0);
}
