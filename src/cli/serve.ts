import { type App, startApp } from "../app.js";
import type { Config } from "../config.js";
import type { DemoDoor } from "../http/session.js";
import { stopOnSignals } from "../http/shutdown.js";
import { createLog, type Log } from "../log.js";
import { checkPort } from "./check-port.js";
import type { Command } from "./command.js";
import { type Demo, demoWelcome, prepareDemo } from "./demo.js";
import { type HistoryProcess, startHistory } from "./history-process.js";
import { openDemoMarket } from "./open-demo-market.js";

const thread = new URL("../app-thread.js", import.meta.url);

/** Runs until a signal stops it. */
export const serve: Command = {
  name: "serve",
  summary: "Starts the server; with no DATABASE_URL also a database, demo data and a sandbox.",
  options: {},
  async run({ config: readConfig, output }) {
    const config = readConfig();
    await checkPort(config.host, config.port);
    const log = createLog(config.logLevel);
    const say = (line: string): void => output.note(`${line}\n`);
    const { stop, welcome, ready } = config.demo
      ? await startDemo(config, log, say)
      : await startPlain(config, log, say);
    stopOnSignals(stop, log);
    say(welcome);
    ready?.();
    return new Promise(() => undefined);
  },
};

interface Running {
  readonly stop: () => Promise<boolean>;
  readonly welcome: string;
  /** What begins once people can use the server. */
  readonly ready?: () => void;
}

async function startPlain(config: Config, log: Log, say: (line: string) => void): Promise<Running> {
  const app = await startApp(config, log, { say, thread });
  return { stop: () => app.stop(), welcome: `Sandi is ready at ${app.url}/graphql` };
}

async function startDemo(config: Config, log: Log, say: (line: string) => void): Promise<Running> {
  // The market starts while the database does.
  const opening = openDemoMarket(config, say);
  opening.catch(() => undefined);
  let demo: Demo | undefined;
  let door: DemoDoor | null = null;
  let app: App;
  try {
    app = await startApp(config, log, {
      say,
      thread,
      async prepare(ground) {
        const { url, vendors } = await opening;
        demo = await prepareDemo(ground, vendors, config);
        door = { ...demo, sandboxUrl: url };
      },
      demo: () => door,
    });
  } catch (error) {
    await opening.then(
      (market) => market.close(),
      () => undefined,
    );
    throw error;
  }
  const market = await opening;
  let history: HistoryProcess | undefined;
  return {
    async stop() {
      await history?.stop();
      const clean = await app.stop();
      await market.close();
      return clean;
    },
    welcome: demo === undefined ? "" : demoWelcome(demo, app.url, market.url),
    ready() {
      if (demo !== undefined && demo.past.tenants.length > 0) {
        history = startHistory({ target: app.ground.database.target, ...demo.past }, say, (why) =>
          log.error({ why }, "the demo's past is not there; the next start plays it"),
        );
      }
    },
  };
}
