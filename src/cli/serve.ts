import { startApp } from "../app.js";
import { stopOnSignals } from "../http/shutdown.js";
import { createLog } from "../log.js";
import { openDemoScenario } from "../sandbox/open-demo-scenario.js";
import { startSandbox } from "../sandbox/start-sandbox.js";
import { demoProfiles } from "../sandbox/vendor-profiles.js";
import type { Command } from "./command.js";
import { demoSeed, demoWelcome, prepareDemo } from "./demo.js";

/** Runs until a signal stops it. */
export const serve: Command = {
  name: "serve",
  summary: "Starts the server; with no DATABASE_URL also a database, demo data and a sandbox.",
  options: {},
  async run({ config: readConfig, output }) {
    const config = readConfig();
    const log = createLog(config.logLevel);
    const sandbox = config.demo
      ? await startSandbox({
          port: config.sandboxPort,
          scenario: openDemoScenario(),
          profiles: demoProfiles,
          seed: demoSeed,
          timeScale: 1,
          now: () => new Date(),
        })
      : null;
    const app = await startApp(config, log, { say: (line) => output.note(`${line}\n`) });
    const stop = async (): Promise<boolean> => {
      const clean = await app.stop();
      await sandbox?.close();
      return clean;
    };
    stopOnSignals(stop, log);
    if (sandbox === null) {
      output.note(`Sandi is ready at ${app.url}/graphql\n`);
    } else {
      const demo = await prepareDemo(app.ground, sandbox.vendors, config.dataDir);
      output.note(`${demoWelcome(demo, app.url, sandbox.url)}\n`);
    }
    return new Promise(() => undefined);
  },
};
