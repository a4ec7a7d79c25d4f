import type { Command } from "./cli/command.js";
import { runCli } from "./cli/run-cli.js";

/**
 * A new command is one file in cli/ and one line here. Loaded when it is called: the code of all
 * takes more than a second to load, that of one a part of it.
 */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./cli/serve.js")).serve,
  migrate: async () => (await import("./cli/migrate.js")).migrateCommand,
  seed: async () => (await import("./cli/seed.js")).seed,
  "keys create": async () => (await import("./cli/keys-create.js")).keysCreate,
  "keys list": async () => (await import("./cli/keys-list.js")).keysList,
  "keys revoke": async () => (await import("./cli/keys-revoke.js")).keysRevoke,
  "import-rates": async () => (await import("./cli/import-rates.js")).importRatesCommand,
  audit: async () => (await import("./cli/audit.js")).auditCommand,
  export: async () => (await import("./cli/export.js")).exportCommand,
  rollup: async () => (await import("./cli/rollup.js")).rollup,
  reconcile: async () => (await import("./cli/reconcile.js")).reconcileCommand,
  "check-numbers": async () => (await import("./cli/check-numbers.js")).checkNumbersCommand,
  replay: async () => (await import("./cli/replay.js")).replayCommand,
  simulate: async () => (await import("./cli/simulate.js")).simulateCommand,
};

const args = process.argv.slice(2);
const called = commands[args.slice(0, 2).join(" ")] ?? commands[args[0] ?? ""];
// Help and errors tell of all.
const wanted = called === undefined ? Object.values(commands) : [called];

process.exit(
  await runCli(await Promise.all(wanted.map((load) => load())), args, {
    out: (text) => process.stdout.write(text),
    note: (text) => process.stderr.write(text),
  }),
);
