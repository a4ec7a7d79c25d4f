import { refreshMarket } from "../manage/stats/refresh-market.js";
import { rebuildRollUp, rollUp } from "../manage/stats/roll-up.js";
import { createMarketStatStore } from "../store/market-stat-store.js";
import { createRollUpStore } from "../store/roll-up-store.js";
import { type Command, jsonOption } from "./command.js";
import { withGround } from "./with-ground.js";

export const rollup: Command = {
  name: "rollup",
  summary: "Brings measured quality up to date, or counts it anew from all attempts.",
  options: {
    rebuild: { type: "boolean", help: "Forget all counts and count every attempt again." },
    json: jsonOption,
  },
  run: (call) =>
    withGround(call, async ({ pools }) => {
      const store = createRollUpStore(pools.owner);
      const startedAt = performance.now();
      const minutes =
        call.values.rebuild === true
          ? (await rebuildRollUp(store, new Date())).minutes
          : await catchUp(store);
      const windows = await refreshMarket(createMarketStatStore(pools.owner), new Date(), true);
      const tookMs = Math.round(performance.now() - startedAt);
      call.output.out(
        call.values.json === true
          ? `${JSON.stringify({ minutes, windows, tookMs })}\n`
          : `Counted the attempts of ${minutes} minutes, in ${tookMs} ms.\n`,
      );
      return 0;
    }),
};

/** Turn after turn until nothing is left; a server that is at it at the same time does the rest. */
async function catchUp(store: ReturnType<typeof createRollUpStore>): Promise<number> {
  let minutes = 0;
  for (;;) {
    const done = await rollUp(store, new Date());
    minutes += done?.minutes ?? 0;
    if (done?.isMore !== true) {
      return minutes;
    }
  }
}
