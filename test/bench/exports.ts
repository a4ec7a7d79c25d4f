import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { to as copyTo } from "pg-copy-streams";
import { prepareExport } from "../../src/reports/exports/prepare-export.js";
import type { ReportRequest } from "../../src/reports/report-request.js";
import { createPool } from "../../src/store/pool.js";
import { reportDb } from "../../src/store/report-reader.js";
import { fillMonth, type Month } from "./fill-month.js";
import type { Figure } from "./figures.js";
import type { Rig } from "./rig.js";

const plain = { must: null, aim: null };
const mib = 1024 * 1024;

/** What an export or a bare COPY took. */
interface Run {
  readonly rows: number;
  readonly bytes: number;
  readonly sec: number;
}

interface ExportRun extends Run {
  /** Of the server process, at its highest, and once it was downloaded. */
  readonly peakMib: number;
  readonly afterMib: number;
}

/**
 * COST_LINES as CSV, of a fifth of a month and of all of it: from the mutation to the last byte of
 * the download, against a COPY of the same query whose rows are thrown away.
 */
export async function measureExports(rig: Rig, attempts: number): Promise<Figure[]> {
  const [tenant] = rig.ready.tenants;
  if (tenant === undefined) {
    throw new Error("there is no tenant to export");
  }
  const fillAt = performance.now();
  const month = await fillMonth(rig, tenant.id, attempts);
  const filledSec = (performance.now() - fillAt) / 1000;
  const fifth = { from: month.from, to: new Date(month.from.getTime() + 6 * 86_400_000) };
  const api = { url: `${rig.ready.url}/graphql`, key: tenant.key };
  // Not counted: code that is not compiled yet, pages that were not read yet.
  const day = { from: month.from, to: new Date(month.from.getTime() + 86_400_000) };
  await exportOnce(rig, api, day);
  const startMib = rig.residentMib().server;
  const bareFifth = await copyOnce(rig, tenant.id, fifth);
  const small = await exportOnce(rig, api, fifth);
  const bare = await copyOnce(rig, tenant.id, month);
  const big = await exportOnce(rig, api, month);
  const perSec = ({ rows, sec }: Run): number => rows / sec;
  const ratio = (run: Run, of: Run): number => perSec(run) / perSec(of);
  const bound = { must: { atLeast: 0.6 }, aim: { atLeast: 0.85 } };
  return [
    { name: "to fill the tables", value: filledSec, unit: "s", ...plain },
    { name: "rows of a fifth of the month", value: small.rows, unit: "", ...plain },
    { name: "bare COPY of them", value: perSec(bareFifth), unit: "rows/s", ...plain },
    { name: "export of them over HTTP", value: perSec(small), unit: "rows/s", ...plain },
    { name: "export / COPY", value: ratio(small, bareFifth), unit: "", ...bound },
    { name: "rows of the month", value: big.rows, unit: "", ...plain },
    { name: "bytes of the month", value: big.bytes / mib, unit: "MiB", ...plain },
    { name: "bare COPY of it", value: perSec(bare), unit: "rows/s", ...plain },
    { name: "export of it over HTTP", value: perSec(big), unit: "rows/s", ...plain },
    { name: "export / COPY, whole month", value: ratio(big, bare), unit: "", ...bound },
    { name: "memory of the server before", value: startMib, unit: "MiB", ...plain },
    { name: "at the highest, a fifth", value: small.peakMib, unit: "MiB", ...plain },
    { name: "at the highest, the month", value: big.peakMib, unit: "MiB", ...plain },
    {
      name: "growth from start to end",
      value: big.afterMib - startMib,
      unit: "MiB",
      must: { atMost: 64 },
      aim: null,
    },
    {
      name: "growth of the highest from a fifth to the month",
      value: big.peakMib - small.peakMib,
      unit: "MiB",
      // What a garbage collector may leave to its next turn.
      must: { atMost: 16 },
      aim: { atMost: 0 },
    },
    {
      name: "rows that differ",
      value: big.rows - bare.rows,
      unit: "",
      must: { atMost: 0 },
      aim: null,
    },
    {
      name: "bytes that differ",
      value: big.bytes - bare.bytes,
      unit: "",
      must: { atMost: 0 },
      aim: null,
    },
  ];
}

/** As the server runs it, with the same settings, as sandi_app under row-level security. */
async function copyOnce(rig: Rig, tenantId: string, month: Range): Promise<Run> {
  const target = { kind: "socket", folder: rig.ready.socket, database: "sandi" } as const;
  const pool = createPool(target, "app", 1, () => undefined);
  const client = await pool.connect();
  await client.query(
    "begin isolation level repeatable read read only; " +
      `set local app.tenant = '${tenantId}'; set local jit = off; ` +
      "set local work_mem = '64MB'; set local max_parallel_workers_per_gather = 0",
  );
  const { from, to } = month;
  const request: ReportRequest = { from, to, groupBy: [], filter: {} };
  const asked = { ...request, kind: "COST_LINES" as const };
  const { copy } = await prepareExport(reportDb(client), tenantId, asked);
  const startedAt = performance.now();
  const stream = client.query(copyTo(copy("CSV")));
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
  }
  const sec = (performance.now() - startedAt) / 1000;
  const rows = stream.rowCount;
  await client.query("commit");
  client.release();
  await pool.end();
  return { rows, bytes, sec };
}

type Range = Pick<Month, "from" | "to">;

interface Api {
  readonly url: string;
  readonly key: string;
}

interface Standing {
  readonly id: string;
  readonly status: string;
  readonly rowsWritten: number;
  readonly downloadUrl: string;
  readonly sha256: string;
}

async function exportOnce(rig: Rig, api: Api, { from, to }: Range): Promise<ExportRun> {
  let peakMib = 0;
  const look = (): void => {
    peakMib = Math.max(peakMib, rig.residentMib().server);
  };
  const timer = setInterval(look, 100);
  const startedAt = performance.now();
  const input = { kind: "COST_LINES", format: "CSV", range: { from, to } };
  const asked = await ask<{ requestExport: { export: Standing } }>(
    api,
    "mutation($input: RequestExportInput!) { requestExport(input: $input) { export { id } } }",
    { input },
  );
  const made = await ready(api, asked.requestExport.export.id);
  const hash = createHash("sha256");
  let bytes = 0;
  const response = await fetch(made.downloadUrl);
  for await (const chunk of response.body ?? []) {
    hash.update(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
  }
  const sec = (performance.now() - startedAt) / 1000;
  clearInterval(timer);
  if (hash.digest("hex") !== made.sha256) {
    throw new Error("the downloaded bytes are not those of the SHA-256");
  }
  await sleep(1_000);
  return { rows: made.rowsWritten, bytes, sec, peakMib, afterMib: rig.residentMib().server };
}

async function ready(api: Api, id: string): Promise<Standing> {
  for (;;) {
    const { node } = await ask<{ node: Standing }>(
      api,
      "query($id: ID!) { node(id: $id) { ... on Export " +
        "{ id status rowsWritten downloadUrl sha256 } } }",
      { id },
    );
    if (node.status === "READY") {
      return node;
    }
    if (node.status === "FAILED") {
      throw new Error("the export failed");
    }
    await sleep(100);
  }
}

async function ask<T>({ url, key }: Api, query: string, variables: object): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
  if (errors !== undefined) {
    throw new Error(JSON.stringify(errors));
  }
  return data;
}
