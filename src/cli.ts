import { auditCommand } from "./cli/audit.js";
import { checkNumbersCommand } from "./cli/check-numbers.js";
import type { Command } from "./cli/command.js";
import { importRatesCommand } from "./cli/import-rates.js";
import { exportCommand } from "./cli/export.js";
import { keysCreate } from "./cli/keys-create.js";
import { keysList } from "./cli/keys-list.js";
import { keysRevoke } from "./cli/keys-revoke.js";
import { migrateCommand } from "./cli/migrate.js";
import { reconcileCommand } from "./cli/reconcile.js";
import { rollup } from "./cli/rollup.js";
import { runCli } from "./cli/run-cli.js";
import { seed } from "./cli/seed.js";
import { serve } from "./cli/serve.js";
import { simulateCommand } from "./cli/simulate.js";

/** A new command is one file in cli/ and one line here. */
const commands: readonly Command[] = [
  serve,
  migrateCommand,
  seed,
  keysCreate,
  keysList,
  keysRevoke,
  importRatesCommand,
  auditCommand,
  exportCommand,
  rollup,
  reconcileCommand,
  checkNumbersCommand,
  simulateCommand,
];

process.exit(
  await runCli(commands, process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    note: (text) => process.stderr.write(text),
  }),
);
