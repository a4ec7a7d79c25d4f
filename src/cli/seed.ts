import { type Command, jsonOption } from "./command.js";
import { prepareDemo } from "./demo.js";
import { playDemoHistory } from "./demo-history.js";
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
        const say = (line: string): void => call.output.note(`${line}\n`);
        await playDemoHistory(ground, { ...past, now: new Date(), say });
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
