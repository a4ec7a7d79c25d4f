import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionConfig } from "../../src/store/connection.js";
import { startEmbeddedPostgres } from "../../src/store/embedded-postgres.js";
import { ApiClient } from "../support/api-client.js";
import { type AskedExport, exportFields } from "../support/export-api.js";
import { type AskedListCheck, listCheckOver, requestListCheck } from "../support/list-api.js";
import { LiveWorld } from "../support/live-world.js";
import { connectLookUpsTo, lookUpAnswer, lookUpsAt } from "../support/look-up-vendor.js";
import type { ServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";
import { startStub, type StubServer } from "../vendors/stub-server.js";

let world: LiveWorld;
let vendor: StubServer;
let exportId: string;
let listId: string;
let askedOfKilled: readonly string[];
let next: ServerProcess;
beforeAll(async () => {
  [world, vendor] = await Promise.all([LiveWorld.open(), startStub(lookUpAnswer)]);
  const dying = await world.start(lookUpsAt(vendor));
  await send(world.client(dying), 6);
  listId = await startList(dying);
  const database = await startEmbeddedPostgres({ dataDir: world.dataDir, say: () => undefined });
  const owner = new pg.Client(connectionConfig(database.target, "owner"));
  await owner.connect();
  exportId = await startExport(world.client(dying), owner);
  await dying.end("SIGKILL");
  askedOfKilled = questions();
  vendor.act = lookUpAnswer;
  await owner.query("rollback");
  await owner.end();
  await database.stop();
  next = await world.start(lookUpsAt(vendor));
}, 240_000);
afterAll(async () => {
  await world.close();
  await vendor.close();
});

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

/** Asks for an export whose run waits in the middle of its work until `owner` rolls back. */
async function startExport(client: ApiClient, owner: pg.Client): Promise<string> {
  await owner.query("begin; lock table attempt in access exclusive mode");
  const asked = await client.ask<{ requestExport: { export: AskedExport } }>(
    "mutation($i: RequestExportInput!) { requestExport(input: $i) { export { id } } }",
    {
      i: {
        kind: "COST_LINES",
        format: "CSV",
        range: { from: `${ranged.from}T00:00:00Z`, to: `${ranged.to}T00:00:00Z` },
      },
    },
  );
  await until("it runs", async () => {
    const { rows } = await owner.query("select from export where status = 'RUNNING'");
    return rows.length === 1;
  });
  return asked.requestExport.export.id;
}

const count = 130;
const heldAtOnce = 20;
const numbers = Array.from(
  { length: count },
  (_, at) => `+62812345${String(10_000 + at).slice(1)}`,
);

/** The numbers that the vendor was asked about, one for each question. */
function questions(): string[] {
  return vendor.requests.flatMap(({ path: asked }) => {
    const [, number] = /PhoneNumbers\/([^/?]+)/.exec(asked) ?? [];
    return number === undefined ? [] : [decodeURIComponent(number)];
  });
}

/** A server as the support of lists and look-ups knows it. */
function apiOf(server: ServerProcess) {
  return {
    url: server.url,
    owner: world.client(server).secret ?? "",
    operator: world.client(server, "operator").secret ?? "",
    data: <T = Readonly<Record<string, never>>>(
      secret: string,
      query: string,
      variables: object = {},
    ) => new ApiClient(server.url, secret).ask<T>(query, { ...variables }),
  };
}

/** Asks for the check of a list whose vendor falls silent in the middle of it. */
async function startList(server: ServerProcess): Promise<string> {
  const api = apiOf(server);
  const accountId = await connectLookUpsTo(api);
  vendor.act = () => (questions().length <= 47 ? lookUpAnswer : "hang");
  const { listCheck } = await requestListCheck(api, api.owner, numbers.join("\n"), {
    lookUp: { accountId, maxCost: "10", currency: "USD", priceEach: "0.008" },
  });
  await until("the vendor is silent", () => questions().length === 52, 60_000);
  return listCheck?.id ?? "";
}

async function textOf({ downloadUrl }: AskedListCheck): Promise<string> {
  return (await fetch(downloadUrl ?? "")).text();
}

describe("an export whose server is killed", { timeout: 120_000 }, () => {
  it("is made by the next one, with the bytes that the command writes", async () => {
    const second = world.client(next);
    const id = exportId;
    // Its lease has 15 s.
    const done = await until(
      "it is ready",
      async () => {
        const row = await read(second, id);
        return row.status === "READY" ? row : null;
      },
      60_000,
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

describe("a list check whose server is killed", { timeout: 120_000 }, () => {
  it("is ended by the next one, which asks about no number twice", async () => {
    const api = apiOf(next);
    const over = await listCheckOver(api, api.owner, listId);
    const rows = (await textOf(over)).trimEnd().split("\n").slice(1);
    const asked = questions();
    const inDoubt = new Set([...numbers.filter((one) => !asked.includes(one)), ...askedOfKilled]);
    const unanswered = numbers.filter((_, at) => rows[at]?.includes("Elsewhere") !== true);

    expect(over).toMatchObject({ status: "READY", readCount: count, invalidCount: 0, error: null });
    expect(rows.map((row) => row.split(",")[0])).toEqual(numbers);
    expect(new Set(asked).size).toBe(asked.length);
    // What was held for when it was killed may never have left, and is not asked then.
    expect(asked.length).toBeGreaterThanOrEqual(count - heldAtOnce);
    expect(unanswered.length).toBeGreaterThanOrEqual(5);
    expect(unanswered.filter((one) => !inDoubt.has(one))).toEqual([]);
    expect(rows.filter((row) => row.includes("nothing was heard")).length).toBeGreaterThan(0);
    const { status, stdout, stderr } = world.sandi("audit");
    expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
  });
});
