import type { Channel } from "../../core/otp/status.js";
import type { HealthBreaker, HealthFacts, PauseRow } from "../../manage/vendors/ports.js";
import { breakersSelect, pausesSelect } from "../health-facts.js";
import { type Connection, run } from "./statement.js";

/**
 * Every tenant's pauses in force and breakers of open accounts. As sandi_engine.
 * Two statements, few rows.
 */
export async function readHealthFacts(db: Connection): Promise<HealthFacts> {
  const [pauses, breakers] = await Promise.all([
    run<PauseRow>(db, "read-pauses", pausesSelect, []),
    run<HealthBreaker>(db, "read-breakers", breakersSelect, []),
  ]);
  return { pauses, breakers };
}

const channelsText = "select id, channels from vendor";

/** The channels of every vendor, by id. One statement over a short table. */
export async function readVendorChannels(
  db: Connection,
): Promise<ReadonlyMap<string, readonly Channel[]>> {
  const rows = await run<{ id: string; channels: Channel[] }>(
    db,
    "vendor-channels",
    channelsText,
    [],
  );
  return new Map(rows.map((row) => [row.id, row.channels]));
}
