import { describe, expect, it } from "vitest";
import { type Command, type CommandCall, jsonOption } from "../../src/cli/command.js";
import { runCli } from "../../src/cli/run-cli.js";

const calls: CommandCall[] = [];

const keysList: Command = {
  name: "keys list",
  summary: "Lists the keys of a tenant.",
  words: ["tenant"],
  options: { json: jsonOption, role: { type: "string", value: "role", help: "Only this role." } },
  async run(call) {
    calls.push(call);
    call.output.out("listed\n");
    return 0;
  },
};
const audit: Command = {
  name: "audit",
  summary: "Checks every invariant.",
  options: {},
  run: () => Promise.reject(new Error("The database has gone.")),
};

async function run(...args: string[]) {
  let out = "";
  let note = "";
  const code = await runCli([keysList, audit], args, {
    out: (text) => {
      out += text;
    },
    note: (text) => {
      note += text;
    },
  });
  return { code, out, note };
}

describe("runCli", () => {
  it("runs a command of two words with its words and options", async () => {
    expect(await run("keys", "list", "demo", "--json", "--role", "OWNER")).toEqual({
      code: 0,
      out: "listed\n",
      note: "",
    });
    expect(calls.at(-1)).toMatchObject({
      words: ["demo"],
      values: { json: true, role: "OWNER" },
    });
  });

  it.each([[[]], [["--help"]], [["help"]]])("lists all commands for %j", async (args) => {
    const { code, out } = await run(...args);

    expect(code).toBe(0);
    expect(out).toContain("keys list  Lists the keys of a tenant.");
    expect(out).toContain("audit      Checks every invariant.");
  });

  it("explains one command and does not run it", async () => {
    const before = calls.length;
    const { code, out } = await run("keys", "list", "--help");

    expect(code).toBe(0);
    expect(out).toContain("sandi keys list <tenant> [options]");
    expect(out).toContain("--role <role>  Only this role.");
    expect(calls.length).toBe(before);
  });

  it.each([
    [["keys"], 'There is no command "keys". There are: keys list.'],
    [["keys", "lst"], 'There is no command "keys lst". There are: keys list.'],
    [["fly"], 'There is no command "fly". There are: keys list, audit.'],
    [["keys", "list"], "sandi keys list takes <tenant>, and was given none."],
    [["keys", "list", "a", "b"], "sandi keys list takes <tenant>, and was given a b."],
    [["keys", "list", "a", "--loud"], "Unknown option '--loud'"],
  ])("answers %j with what is wrong and exit code 2", async (args, message) => {
    const { code, note, out } = await run(...args);

    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(note).toContain(message);
  });

  it("prints the message of an expected failure alone, with exit code 1", async () => {
    expect(await run("audit")).toEqual({ code: 1, out: "", note: "The database has gone.\n" });
  });
});
