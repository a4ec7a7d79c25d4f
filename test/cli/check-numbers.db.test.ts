import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkNumbersCommand } from "../../src/cli/check-numbers.js";
import { parseCall } from "../../src/cli/command.js";
import { loadConfig } from "../../src/config.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { insertTenant } from "../support/rows.js";

let db: TestDatabase;
let folder: string;
let tenant: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), "sandi-check-"));
  const id = await insertTenant(db.owner);
  const { rows } = await db.owner.query<{ slug: string }>("select slug from tenant where id = $1", [
    id,
  ]);
  tenant = rows[0]?.slug ?? "";
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

function databaseUrl(): string {
  const { target } = db;
  return target.kind === "url"
    ? target.url
    : `postgres://sandi_owner@localhost/${target.database}` +
        `?host=${encodeURIComponent(target.folder)}`;
}

async function run(...args: string[]): Promise<{ code: number; out: string; notes: string }> {
  const call = parseCall(checkNumbersCommand, args);
  let out = "";
  let notes = "";
  const keys = `test:${randomBytes(32).toString("base64")}`;
  const code = await checkNumbersCommand.run({
    ...(call ?? { values: {}, words: [] }),
    config: () =>
      loadConfig({ DATABASE_URL: databaseUrl(), SANDI_KEYS: keys, SANDI_DATA_DIR: folder }),
    output: { out: (text) => void (out += text), note: (text) => void (notes += text) },
  });
  return { code, out, notes };
}

function listOf(text: string): string {
  const file = path.join(folder, "numbers.csv");
  writeFileSync(file, text);
  return file;
}

describe("sandi check-numbers", () => {
  it("writes a line for each, in order, and ends with 1 when one is not valid", async () => {
    const file = listOf("phone,name\n0812-3456-7890,Ann\n\n12,Bob\n=1+1@x,Eve\n");
    const to = path.join(folder, "checked.csv");
    const { code, out, notes } = await run(
      ...[file, "--tenant", tenant, "--country", "ID", "--out", to, "--json"],
    );

    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      ...{ file: to, inputs: 3, checked: 3, invalid: 2, lookedUp: 0, spent: null },
    });
    expect(notes).toContain("3 of 3 checked");
    const [head, ann, bob, eve] = readFileSync(to, "utf8").split("\n");
    expect(head).toMatch(/^input,valid,phone,email,country,line_type,/);
    expect(ann).toMatch(
      /^0812-3456-7890,true,\+6281234567890,,ID,MOBILE,510,10,Telkomsel,,,,libphonenumber,$/,
    );
    expect(bob).toMatch(/^12,false,,/);
    expect(eve).toMatch(/^'=1\+1@x,false,/);
    expect(existsSync(`${to}.part`)).toBe(false);
  });

  it("ends with 0 when all are valid, and writes to the standard output for -", async () => {
    const { code, out } = await run(listOf("+6281234567890\n"), "--tenant", tenant, "--out", "-");

    expect(code).toBe(0);
    expect(out.split("\n")).toHaveLength(3);
  });

  it.each([
    [["--out", "-"], "--tenant is needed"],
    [["--tenant", "x"], "--out is needed"],
    [["--tenant", "x", "--out", "-", "--country", "zz"], "--country has to be"],
    [["--tenant", "x", "--out", "-", "--max-cost", "1 USD"], "go with --look-up"],
    [["--tenant", "x", "--out", "-", "--look-up", "acc_1"], "--max-cost is needed"],
    [["--tenant", "x", "--look-up", "acc_1", "--max-cost", "1", "--out", "-"], 'like "5 USD"'],
    [["--tenant", "x", "--estimate"], "--estimate goes with --look-up"],
    [["--tenant", "nobody-of-this-name", "--out", "-"], "There is no tenant"],
  ])("refuses %j", async (args, words) => {
    await expect(run(listOf("+6281234567890\n"), ...args)).rejects.toThrow(words);
  });

  it("refuses an account that is not the tenant's, and leaves no file", async () => {
    const to = path.join(folder, "never.csv");
    const asked = run(
      ...[listOf("+6281234567890\n"), "--tenant", tenant, "--out", to],
      ...["--look-up", "acc_nothing", "--max-cost", "1 USD", "--price", "0.01"],
    );

    await expect(asked).rejects.toThrow("--look-up must name a connected account");
    expect(existsSync(to)).toBe(false);
  });
});
