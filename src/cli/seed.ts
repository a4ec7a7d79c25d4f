import type { Ground } from "../ground.js";
import { type Command, jsonOption } from "./command.js";
import { countHistory } from "./count-history.js";
import { type Demo, prepareDemo } from "./demo.js";
import { playDemoHistory } from "./demo-history.js";
import { HistoryTelling, historyTitle } from "./history-telling.js";
import { openDemoMarket } from "./open-demo-market.js";
import { withGround } from "./with-ground.js";

export const seed: Command = {
  name: "seed",
  summary:
    "Adds the demo: the sandbox's vendors and prices, the tenant demo, its plan login, and keys.",
  options: { json: jsonOption },
  async run(call) {
    const config = call.config();
    const market = await openDemoMarket(config, (line) => call.output.note(`${line}\n`));
    try {
      return await withGround(call, async (ground) => {
        const { past, ...demo } = await prepareDemo(ground, market.vendors, config);
        await playPast(ground, past, (line) => call.output.note(`${line}\n`));
        call.output.out(
          call.values.json === true
            ? `${JSON.stringify(demo)}\n`
            : `The demo is there, with the plan ${demo.planKey}.\n` +
                `Demo tenant's key  ${demo.ownerKey}\nOperator's key     ${demo.operatorKey}\n`,
        );
        return 0;
      });
    } finally {
      await market.close();
    }
  },
};

async function playPast(
  ground: Ground,
  past: Demo["past"],
  say: (line: string) => void,
): Promise<void> {
  const telling = new HistoryTelling(historyTitle(past.days, past.tenants.length), 1, say);
  const played = (share: number): void => telling.played(0, share);
  const { target } = ground.database;
  const request = { ...past, now: new Date(), played };
  const sends = await playDemoHistory({ ...ground, target }, request);
  if (sends > 0) {
    await countHistory(ground.pools.owner);
  }
  telling.done(sends);
}
