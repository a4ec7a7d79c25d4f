import type pg from "pg";
import type { PlatformStore } from "../manage/platform/ports.js";
import { countTimers, readBeats, removeBeat, saveBeat } from "./sql/process-beats.js";

/** What processes say of themselves, as sandi_engine. */
export function createPlatformStore(engine: pg.Pool): PlatformStore {
  return {
    saveBeat: (beat, deadBefore) => saveBeat(engine, beat, deadBefore),
    removeBeat: (processId) => removeBeat(engine, processId),
    beatsSince: (since) => readBeats(engine, since),
    countTimers: () => countTimers(engine),
  };
}
