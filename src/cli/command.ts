import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Config } from "../config.js";

export type CommandOptions = NonNullable<ParseArgsConfig["options"]>;

/** What a command is given: parsed words and options, settings, and where to write. */
export interface CommandCall {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** The words after the command's name, as many as `words` allows. */
  readonly words: readonly string[];
  /** Reads the settings; throws ConfigError. Not done for --help. */
  readonly config: () => Config;
  readonly output: Output;
}

/** Data goes to `out`; everything for people who wait goes to `note`. */
export interface Output {
  out(text: string): void;
  note(text: string): void;
}

export interface Command {
  /** One word, or two as in `keys create`. */
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /**
   * Names of the words that have to follow, for example `["tenant"]`; a last one that ends with "…"
   * stands for one or more.
   */
  readonly words?: readonly string[];
  /** With a description each; `--help` is there by itself. */
  readonly options: Readonly<Record<string, { readonly help: string } & OptionType>>;
  /** Returns the exit code: 0 done, 1 failed or found something. Throws what helps a person. */
  run(call: CommandCall): Promise<number>;
}

type OptionType =
  | { readonly type: "boolean" }
  | { readonly type: "string"; readonly value: string };

/** The call cannot be understood; exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The option of commands that print data. */
export const jsonOption = { type: "boolean", help: "Print JSON." } as const;

/**
 * Parses the arguments after the command's name; null when help was asked for.
 * Throws UsageError.
 */
export function parseCall(
  command: Command,
  args: readonly string[],
): Pick<CommandCall, "values" | "words"> | null {
  const options: CommandOptions = { help: { type: "boolean", short: "h" } };
  for (const [name, { type }] of Object.entries(command.options)) {
    options[name] = { type };
  }
  const { values, positionals } = parse(command, args, options);
  if (values.help === true) {
    return null;
  }
  const words = command.words ?? [];
  const isOpen = words.at(-1)?.endsWith("…") === true;
  if (isOpen ? positionals.length < words.length : positionals.length !== words.length) {
    const wanted = words.length === 0 ? "no words" : words.map((word) => `<${word}>`).join(" ");
    throw new UsageError(
      `sandi ${command.name} takes ${wanted}, and was given ` +
        `${positionals.length === 0 ? "none" : positionals.join(" ")}.`,
    );
  }
  return { values, words: positionals };
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const words = (command.words ?? []).map((word) => ` <${word}>`).join("");
  const rows = Object.entries(command.options).map(([name, option]) => [
    `--${name}${option.type === "string" ? ` <${option.value}>` : ""}`,
    option.help,
  ]);
  rows.push(["--help", "Print this."]);
  return `sandi ${command.name}${words} [options]\n\n${command.summary}\n\n${columns(rows)}`;
}

/** Rows of two columns, indented, the second one aligned. */
export function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([first = ""]) => first.length));
  return rows.map(([first = "", second = ""]) => `  ${first.padEnd(width)}  ${second}\n`).join("");
}

function parse(command: Command, args: readonly string[], options: CommandOptions) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return {
      values: parsed.values as Readonly<Record<string, string | boolean | undefined>>,
      positionals: parsed.positionals,
    };
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(`${message}\nSee: sandi ${command.name} --help`);
  }
}
