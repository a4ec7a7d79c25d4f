import type { Channel } from "../../core/otp/status.js";
import type {
  HealthBreaker,
  HealthFacts,
  HealthOutage,
  PauseRow,
} from "../../manage/vendors/ports.js";
import { breakersSelect, outagesSelect, pausesSelect } from "../health-facts.js";
import { type Connection, run } from "./statement.js";

/**
 * Every tenant's pauses in force, breakers and outages of open accounts. As sandi_engine.
 * Three statements, few rows.
 */
export async function readHealthFacts(db: Connection): Promise<HealthFacts> {
  const [pauses, breakers, outages] = await Promise.all([
    run<PauseRow>(db, "read-pauses", pausesSelect, []),
    run<HealthBreaker>(db, "read-breakers", breakersSelect, []),
    run<HealthOutage>(db, "read-outages", outagesSelect, []),
  ]);
  return { pauses, breakers, outages };
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
