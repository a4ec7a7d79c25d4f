import { startApp } from "../app.js";
import { stopOnSignals } from "../http/shutdown.js";
import { createLog } from "../log.js";
import type { Command } from "./command.js";

/** Runs until a signal stops it. */
export const serve: Command = {
  name: "serve",
  summary: "Starts the server; with no DATABASE_URL also a database, demo data and a sandbox.",
  options: {},
  async run({ config: readConfig, output }) {
    const config = readConfig();
    const log = createLog(config.logLevel);
    const app = await startApp(config, log, (line) => output.note(`${line}\n`));
    stopOnSignals(() => app.stop(), log);
    return new Promise(() => undefined);
  },
};
