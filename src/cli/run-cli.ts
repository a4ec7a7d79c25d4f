import { ConfigError, loadConfig } from "../config.js";
import { MigrationError } from "../store/migrate.js";
import { RightsError } from "../store/rights.js";
import {
  type Command,
  columns,
  commandHelp,
  type Output,
  parseCall,
  UsageError,
} from "./command.js";

/** Finds the command, runs it, and turns every failure into words; returns the exit code. */
export async function runCli(
  commands: readonly Command[],
  args: readonly string[],
  output: Output,
): Promise<number> {
  try {
    const command = findCommand(commands, args);
    if (command === null) {
      output.out(overview(commands));
      return 0;
    }
    const call = parseCall(command, args.slice(command.name.split(" ").length));
    if (call === null) {
      output.out(commandHelp(command));
      return 0;
    }
    return await command.run({ ...call, config: () => loadConfig(), output });
  } catch (error) {
    output.note(`${describe(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** null: the list of commands was asked for. Throws UsageError for an unknown one. */
function findCommand(commands: readonly Command[], args: readonly string[]): Command | null {
  const [first, second] = args;
  if (first === undefined || first === "help" || first === "--help" || first === "-h") {
    return null;
  }
  const command =
    commands.find(({ name }) => name === `${first} ${second}`) ??
    commands.find(({ name }) => name === first);
  if (command !== undefined) {
    return command;
  }
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  const known = (group.length > 0 ? group : commands).map(({ name }) => name).join(", ");
  throw new UsageError(
    `There is no command "${[first, group.length > 0 ? second : undefined]
      .filter((word) => word !== undefined)
      .join(" ")}". There are: ${known}. See: sandi --help`,
  );
}

function overview(commands: readonly Command[]): string {
  return (
    "sandi <command> [options]\n\nOne-time passwords that arrive.\n\n" +
    columns(commands.map(({ name, summary }) => [name, summary])) +
    "\nSettings come from the environment, see README.md. " +
    "Each command explains itself with --help.\n"
  );
}

/** What a person can act on stays short; anything else is a bug and comes with its stack. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code } = error as { code?: string };
  if (code === "EADDRINUSE") {
    const { port } = error as { port?: number };
    return (
      `Port ${port} is taken, perhaps by a server that runs already. ` +
      "Set SANDI_PORT to another."
    );
  }
  const isExpected =
    error instanceof UsageError ||
    error instanceof ConfigError ||
    error instanceof MigrationError ||
    error instanceof RightsError ||
    error.constructor === Error;
  return isExpected ? error.message : (error.stack ?? error.message);
}
