import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { FailureClass, ReceiptStatus } from "../../src/core/otp/status.js";

const root = join(import.meta.dirname, "../../src/vendors");
const files: string[] = [];
for await (const file of glob(
  ["*/codes.ts", "*/error-codes.ts", "*/codes/*.ts", "mail-status.ts", "map-errors.ts"],
  { cwd: root },
)) {
  // The pretend vendors of the demo have no page that lists their codes.
  if (!file.startsWith("sandbox")) {
    files.push(file);
  }
}

/** Those that a vendor's word can be of; others are the engine's own. */
const classes: ReadonlySet<unknown> = new Set<FailureClass>([
  "RECIPIENT_PERMANENT",
  "RECIPIENT_TEMPORARY",
  "ROUTE_BLOCKED",
  "THROTTLED",
  "VENDOR_DOWN",
  "OUTCOME_UNKNOWN",
  "ACCOUNT",
  "CONTENT",
]);
const statuses: ReadonlySet<unknown> = new Set<ReceiptStatus>([
  "ACCEPTED_BY_CARRIER",
  "DELIVERED",
  "READ",
  "UNDELIVERED",
  "EXPIRED",
  "REJECTED",
  "UNKNOWN",
]);
const lost: readonly unknown[] = ["UNDELIVERED", "EXPIRED", "REJECTED"];

/** Every line of every table that a file exports, with the table's name. */
async function linesOf(file: string): Promise<readonly (readonly [string, string, unknown])[]> {
  const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
  return Object.entries(module).flatMap(([name, table]) => linesIn(name, table));
}

function linesIn(name: string, table: unknown): (readonly [string, string, unknown])[] {
  if (!(table instanceof Map)) {
    return [];
  }
  return [...table].flatMap(([code, meaning]: [unknown, unknown]) =>
    meaning instanceof Map
      ? linesIn(`${name}.${String(code)}`, meaning)
      : [[name, String(code), meaning] as const],
  );
}

/** What is wrong with the meaning of a line; null = nothing. */
function faultOf(meaning: unknown): string | null {
  if (meaning === null || typeof meaning === "string") {
    return meaning === null || classes.has(meaning) || statuses.has(meaning)
      ? null
      : "no such class";
  }
  const facts = meaning as Readonly<Record<string, unknown>>;
  const failureClass = facts["failureClass"] ?? facts["permanent"] ?? null;
  if (failureClass !== null && !classes.has(failureClass)) {
    return "no such class";
  }
  return "status" in facts && lost.includes(facts["status"]) !== (failureClass !== null)
    ? "a class belongs to losses, and to each of them"
    : null;
}

describe("the tables of vendors' codes", () => {
  it("are found in the folder of every adapter that has codes", () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it.each(files)("of %s say where they are from", async (file) => {
    const text = await readFile(join(root, file), "utf8");

    // A table that joins others is from where they are.
    expect(text).toMatch(/Sources?:|joinedTable\(/);
  });

  it.each(files)("of %s hold codes that can be shown, each with a class of ours", async (file) => {
    const lines = await linesOf(file);
    const faults = lines.flatMap(([name, code, meaning]) => {
      // As short and as poor in digits as what is stored of a vendor's code.
      const isCode = /^[\x20-\x7e]{1,64}$/.test(code) && !/[0-9]{7}/.test(code);
      const fault = isCode ? faultOf(meaning) : "no code that can be stored";
      return fault === null ? [] : [`${name} ${code}: ${fault}`];
    });

    expect(faults).toEqual([]);
  });
});
