import { serve } from "./cli/serve.js";
import { runCli } from "./cli/run-cli.js";

/** What a container runs: `sandi serve` and nothing else. */
process.exit(
  await runCli([serve], ["serve"], {
    out: (text) => process.stdout.write(text),
    note: (text) => process.stderr.write(text),
  }),
);
