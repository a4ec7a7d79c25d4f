import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseCall } from "../../src/cli/command.js";
import { importRatesCommand } from "../../src/cli/import-rates.js";
import { loadConfig } from "../../src/config.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { insertVendor } from "../support/rows.js";
import { until } from "../support/until.js";

const program = fileURLToPath(new URL("../../src/launch.mjs", import.meta.url));
/** More than are written at a time. */
const lines = 9_000;

let db: TestDatabase;
let folder: string;
let file: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await insertVendor(db.owner, "acme");
  folder = mkdtempSync(path.join(tmpdir(), "sandi-sheet-"));
  file = path.join(folder, "sheet.csv");
  const rows = Array.from({ length: lines }, (_, index) => {
    const network = `${100 + Math.floor(index / 90)},${10 + (index % 90)}`;
    return `SMS,ID,${network},0.01,USD,DELIVERED,0.9,hub`;
  });
  const header = "channel,country,mcc,mnc,price,currency,billedOn,declaredDeliveryRate,upstream";
  writeFileSync(file, [header, ...rows].join("\n"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

function settings() {
  const { target } = db;
  const url =
    target.kind === "url"
      ? target.url
      : `postgres://sandi_owner@localhost/${target.database}` +
        `?host=${encodeURIComponent(target.folder)}`;
  const keys = `test:${randomBytes(32).toString("base64")}`;
  return { DATABASE_URL: url, SANDI_KEYS: keys, SANDI_DATA_DIR: folder };
}

async function stored(): Promise<unknown> {
  const { rows } = await db.owner.query<Record<string, unknown>>(
    `select (select count(*) from offer)::int as offers,
       (select count(*) from offer_price)::int as prices,
       (select count(*) from rate_sheet_import)::int as imports,
       (select version from market_version) as version`,
  );
  return rows[0];
}

async function connections(where: string): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name = 'sandi-manage' and ${where}`,
  );
  return rows[0]?.count ?? 0;
}

it("stores nothing when it is killed midway, and everything the next time", async () => {
  const before = await stored();
  // The import waits at its end, all offers and prices written, for as long as this is held.
  const holder = await db.owner.connect();
  await holder.query("begin; lock table rate_sheet_import in access exclusive mode");
  const child = spawn(process.execPath, [program, "import-rates", file, "--vendor", "acme"], {
    env: { ...process.env, ...settings() },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  await until("the import waits for its last line", async () => {
    return (await connections("wait_event_type = 'Lock'")) === 1;
  });
  child.kill("SIGKILL");
  await ended;
  await holder.query("rollback");
  holder.release();
  await until("its connections are gone", async () => (await connections("true")) === 0);

  expect(await stored()).toEqual(before);
  let told = "";
  const code = await importRatesCommand.run({
    ...(parseCall(importRatesCommand, [file, "--vendor", "acme", "--json"]) ?? {
      values: {},
      words: [],
    }),
    config: () => loadConfig(settings()),
    output: { out: (text) => void (told += text), note: () => undefined },
  });
  expect(code).toBe(0);
  expect(JSON.parse(told)).toMatchObject({ added: lines, rejected: [], errors: [] });
}, 120_000);
