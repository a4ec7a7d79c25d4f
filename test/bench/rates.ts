import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { from as copyFrom } from "pg-copy-streams";
import { countries } from "../../src/core/country.js";
import type { Figure } from "./figures.js";
import type { Rig } from "./rig.js";

const header =
  "channel,country,mcc,mnc,price,currency,billedOn,declaredDeliveryRate,upstream,effectiveFrom\n";
const root = fileURLToPath(new URL("../../../../../../", import.meta.url));

interface Outcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
}

interface Answer extends Outcome {
  readonly userErrors: readonly unknown[];
  readonly rejectedCount: number;
}

interface Run {
  readonly name: string;
  readonly sec: number;
  readonly mib: number;
}

/**
 * A rate sheet of `lines` lines, by upload and mutation, then by the command: as the first one,
 * with every price changed, in place of all that was there, and as the half that is left of it.
 */
export async function measureRates(rig: Rig, lines: number): Promise<Figure[]> {
  const startMib = rig.residentMib().server;
  const runs: Run[] = [];
  const add = async (name: string, wanted: Partial<Outcome>, work: () => Promise<Outcome>) => {
    const startedAt = performance.now();
    const done = await work();
    const sec = (performance.now() - startedAt) / 1000;
    for (const [count, expected] of Object.entries(wanted)) {
      if (done[count as keyof Outcome] !== expected) {
        throw new Error(`${name}: ${JSON.stringify(done)}`);
      }
    }
    process.stderr.write(`${name}: ${sec.toFixed(1)} s\n`);
    runs.push({ name, sec, mib: rig.residentMib().server });
  };
  for (const way of ["HTTP", "the command"] as const) {
    const vendor = await makeVendor(rig, way === "HTTP" ? "by-http" : "by-command");
    const put = (mode: string, text: string) => (): Promise<Outcome> =>
      way === "HTTP" ? overHttp(rig, vendor, mode, text) : byCommand(rig, vendor, mode, text);
    const all = { added: lines };
    const changed = { changed: lines };
    const others = Math.floor(lines / 20);
    await add(`first sheet by ${way}`, all, put("MERGE", sheet(lines, 0, 1)));
    await add(`every price changed by ${way}`, changed, put("MERGE", sheet(lines, 0, 2)));
    const moved = { changed: lines - others, added: others, withdrawn: others };
    const name = `REPLACE, a twentieth of it elsewhere, by ${way}`;
    await add(name, moved, put("REPLACE", sheet(lines, others, 3)));
    const half = Math.floor(lines / 2);
    const halved = { changed: half, withdrawn: lines - half };
    await add(`REPLACE by half of it, by ${way}`, halved, put("REPLACE", sheet(half, others, 4)));
  }
  const copySec = await bareCopy(rig, sheet(lines, 0, 1));
  return [
    { name: "lines of a sheet", value: lines, unit: "", must: null, aim: null },
    ...runs.map(({ name, sec }): Figure => {
      return { name, value: sec, unit: "s", must: { atMost: 10 }, aim: { atMost: 5 } };
    }),
    { name: "a bare COPY of the lines", value: copySec, unit: "s", must: null, aim: null },
    ...runs.map(({ name, sec }): Figure => {
      const value = sec / copySec;
      return { name: `times a bare COPY: ${name}`, value, unit: "×", must: null, aim: null };
    }),
    ...runs.slice(0, runs.length / 2).map(({ name, mib }): Figure => {
      const value = mib - startMib;
      return { name: `growth after: ${name}`, value, unit: "MiB", must: null, aim: null };
    }),
  ];
}

/** Networks of all countries; `from` moves on by as many offers. */
function sheet(lines: number, from: number, price: number): string {
  const text = [header];
  for (let index = from; index < from + lines; index += 1) {
    const country = countries[index % countries.length];
    const network = Math.floor(index / countries.length);
    const mcc = 100 + Math.floor(network / 90);
    const rest = `0.0${price}${index % 1000},USD,DELIVERED,0.9${index % 10},hub-${index % 7},\n`;
    text.push(`SMS,${country},${mcc},${10 + (network % 90)},${rest}`);
  }
  return text.join("");
}

/** Seconds for the same lines into a table of texts without any index or rule. */
async function bareCopy({ owner }: Rig, text: string): Promise<number> {
  const columns = header.trim().split(",");
  await owner.query(`create table bare_line (${columns.map((name) => `${name} text`).join(", ")})`);
  try {
    const startedAt = performance.now();
    const copy = owner.query(copyFrom("copy bare_line from stdin (format csv, header)"));
    await pipeline(Readable.from([text]), copy);
    return (performance.now() - startedAt) / 1000;
  } finally {
    await owner.query("drop table bare_line");
  }
}

async function makeVendor(rig: Rig, slug: string): Promise<string> {
  await rig.owner.query(
    `insert into vendor (id, slug, name, adapter, channels, listed_at)
     values (gen_random_uuid(), $1, $1, 'sandbox', '{SMS}', now())`,
    [slug],
  );
  return slug;
}

const mutation = `mutation($input: ImportRateSheetInput!) { importRateSheet(input: $input) {
  added changed unchanged withdrawn rejectedCount userErrors { message } } }`;

async function overHttp({ ready }: Rig, vendor: string, mode: string, text: string) {
  const authorization = `Bearer ${ready.operatorKey}`;
  const put = await fetch(`${ready.url}/uploads`, {
    method: "POST",
    headers: { authorization, "content-type": "text/csv" },
    body: text,
  });
  const { id: uploadId } = (await put.json()) as { id: string };
  const response = await fetch(`${ready.url}/graphql`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ query: mutation, variables: { input: { vendor, mode, uploadId } } }),
  });
  const told = (await response.json()) as { data?: { importRateSheet: Answer } };
  const answer = told.data?.importRateSheet;
  if (answer === undefined || answer.userErrors.length > 0 || answer.rejectedCount > 0) {
    throw new Error(JSON.stringify(told).slice(0, 500));
  }
  return answer;
}

async function byCommand({ ready }: Rig, vendor: string, mode: string, text: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandi-sheet-"));
  try {
    const file = path.join(folder, "sheet.csv");
    writeFileSync(file, text);
    const { stdout } = await promisify(execFile)(
      "npx",
      ["sandi", "import-rates", file, "--vendor", vendor, "--mode", mode, "--json"],
      { cwd: root, env: { ...process.env, SANDI_DATA_DIR: ready.dataDir } },
    );
    return JSON.parse(stdout) as Outcome;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
