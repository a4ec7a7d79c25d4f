import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reconcileCommand } from "../../src/cli/reconcile.js";
import { parseCall } from "../../src/cli/command.js";
import { loadConfig } from "../../src/config.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { insertAttempt, insertSend, insertTenant, insertVendor } from "../support/rows.js";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), "sandi-invoice-"));
  const tenantId = await insertTenant(db.owner);
  const { accountId } = await insertVendor(db.owner, "acme");
  for (const message of ["m-1", "m-2"]) {
    const sendId = await insertSend(db.owner, tenantId);
    await insertAttempt(db.owner, tenantId, sendId, {
      accountId,
      vendorMessageIds: [message],
      charge: "CHARGED",
      costMicros: 100n,
      vendorCostMicros: 100n,
    });
  }
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

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  const call = parseCall(reconcileCommand, args);
  let out = "";
  const keys = `test:${randomBytes(32).toString("base64")}`;
  const code = await reconcileCommand.run({
    ...(call ?? { values: {}, words: [] }),
    config: () =>
      loadConfig({ DATABASE_URL: databaseUrl(), SANDI_KEYS: keys, SANDI_DATA_DIR: folder }),
    output: { out: (text) => void (out += text), note: () => undefined },
  });
  return { code, out };
}

const range = ["--from", "2026-01-01", "--to", "2026-02-01"];

function invoice(lines: string): string[] {
  const file = path.join(folder, "invoice.csv");
  writeFileSync(file, `messageId,amount,currency\n${lines}`);
  return ["--vendor", "acme", "--file", file, ...range];
}

describe("sandi reconcile", { timeout: 30_000 }, () => {
  it("exits with 0 where the invoice agrees", async () => {
    const { code, out } = await run(...invoice("m-1,0.0001,USD\nm-2,0.0001,USD\n"), "--json");

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ matched: 2, lines: [], rejected: [], corrected: null });
  });

  it("exits with 1 and tells each difference where it does not", async () => {
    const args = invoice("m-1,0.0002,USD\nm-3,1,USD\nm-4,much,USD\n");
    const { code, out } = await run(...args);
    const { out: json } = await run(...args, "--json");

    expect(code).toBe(1);
    expect(out).toContain("PRICE_MISMATCH m-1: 0.000100 USD / 0.000200 USD.");
    expect(out).toContain("UNKNOWN_ON_INVOICE m-3: – / 1.000000 USD.");
    expect(out).toContain("MISSING_ON_INVOICE m-2: 0.000100 USD / –.");
    expect(out).toContain("line 4 cannot be read: “much” is not an amount");
    expect(JSON.parse(json)).toMatchObject({
      priceMismatch: 1,
      unknownOnInvoice: 1,
      missingOnInvoice: 1,
      unreadable: 1,
      difference: "1.000000 USD",
    });
  });

  it("says what is wrong before the database is opened", async () => {
    await expect(run("--vendor", "acme")).rejects.toThrow("--file where");
    await expect(run(...invoice(""), "--tenant", "x", "--account", "y")).rejects.toThrow("exclude");
    await expect(run(...invoice(""), "--account", "y")).rejects.toThrow("no account's id");
    await expect(run("--vendor", "a", "--file", "/nowhere.csv")).rejects.toThrow("no such file");
    const mapping = path.join(folder, "mapping.json");
    writeFileSync(mapping, '{"messageId":"id","total":"x"}');
    await expect(run(...invoice(""), "--mapping", mapping)).rejects.toThrow("--mapping");
  });
});
