import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionConfig } from "../../src/store/connection.js";
import { startEmbeddedPostgres } from "../../src/store/embedded-postgres.js";
import type { ApiClient } from "../support/api-client.js";
import { type AskedExport, exportFields } from "../support/export-api.js";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";

let world: LiveWorld;
let dying: ServerProcess;
beforeAll(async () => {
  world = await LiveWorld.open();
  dying = await world.start();
});
afterAll(() => world.close());

const ranged = { from: "2026-01-01", to: "2027-01-01" };

async function send(client: ApiClient, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await client.ask("mutation($i: SendOtpInput!) { sendOtp(input: $i) { send { id } } }", {
      i: { planKey: "login", phone: `+62812345678${index}0`, idempotencyKey: `crash-${index}` },
    });
  }
  await until("all is settled", async () => {
    const { costReport } = await client.ask<{
      costReport: { total: { attemptCount: number; held: { amount: string } } };
    }>(
      "query($r: TimeRange!) { costReport(range: $r, groupBy: []) " +
        "{ total { attemptCount held { amount } } } }",
      { r: { from: `${ranged.from}T00:00:00Z`, to: `${ranged.to}T00:00:00Z` } },
    );
    const { attemptCount, held } = costReport.total;
    return attemptCount >= count && Number(held.amount) === 0;
  });
}

async function read(client: ApiClient, id: string): Promise<AskedExport> {
  const { node } = await client.ask<{ node: AskedExport }>(
    `query($id: ID!) { node(id: $id) { ... on Export { ${exportFields} } } }`,
    { id },
  );
  return node;
}

describe("an export whose server is killed", { timeout: 120_000 }, () => {
  it("is made by the next one, with the bytes that the command writes", async () => {
    const first = world.client(dying);
    await send(first, 6);
    const database = await startEmbeddedPostgres({ dataDir: world.dataDir, say: () => undefined });
    const owner = new pg.Client(connectionConfig(database.target, "owner"));
    await owner.connect();
    // The run waits in the middle of its work for as long as this is held.
    await owner.query("begin; lock table attempt in access exclusive mode");
    const asked = await first.ask<{ requestExport: { export: AskedExport } }>(
      "mutation($i: RequestExportInput!) { requestExport(input: $i) { export { id } } }",
      {
        i: {
          kind: "COST_LINES",
          format: "CSV",
          range: { from: `${ranged.from}T00:00:00Z`, to: `${ranged.to}T00:00:00Z` },
        },
      },
    );
    const { id } = asked.requestExport.export;
    await until("it runs", async () => {
      const { rows } = await owner.query("select from export where status = 'RUNNING'");
      return rows.length === 1;
    });
    await dying.end("SIGKILL");
    await owner.query("rollback");
    await owner.end();
    await database.stop();

    const second = world.client(await world.start());
    expect((await read(second, id)).status).toBe("RUNNING");
    // Its lease has 15 s.
    const done = await until(
      "it is ready",
      async () => {
        const row = await read(second, id);
        return row.status === "READY" ? row : null;
      },
      40_000,
    );
    const response = await fetch(done.downloadUrl ?? "");
    const bytes = Buffer.from(await response.arrayBuffer());
    const file = path.join(world.dataDir, "lines.csv");
    const words = ["--tenant", "demo", "--kind", "COST_LINES", "--out", file, "--json"];
    const times = ["--from", ranged.from, "--to", ranged.to];
    const { status, stdout } = world.sandi("export", ...words, ...times);

    expect(status).toBe(0);
    expect(done.rowsWritten).toBeGreaterThanOrEqual(6);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(done.sha256);
    expect((await readFile(file)).equals(bytes)).toBe(true);
    expect(JSON.parse(stdout)).toEqual({
      file,
      rows: done.rowsWritten,
      bytes: done.bytes,
      sha256: done.sha256,
    });
  });

  it.each([
    [["--kind", "COST_LINES"], "--format has to be", ["--format", "XLSX"]],
    [["--kind", "NOTHING"], "--kind has to be one of", []],
    [["--kind", "COST_REPORT"], "say in groupBy", []],
    [["--kind", "LEDGER"], 'no tenant "nobody"', []],
  ])("is not asked for with %j", (kind, says, more) => {
    const out = path.join(world.dataDir, "none.csv");
    const given = [...kind, ...more, "--tenant", "nobody", "--out", out];
    const times = ["--from", ranged.from, "--to", ranged.to];
    const { status, stderr } = world.sandi("export", ...given, ...times);

    expect(status).not.toBe(0);
    expect(stderr).toContain(says);
  });
});
