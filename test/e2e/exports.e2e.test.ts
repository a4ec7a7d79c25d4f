import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parquetReadObjects } from "hyparquet";
import { formatMicros } from "../../src/core/money.js";
import { type AppWorld, createAppWorld } from "../support/app-world.js";
import { anyTime, makeExport, readExport } from "../support/export-api.js";
import { until } from "../support/until.js";

const header =
  "attemptId,sendId,externalId,planKey,purpose,attemptNumber,step,channel,vendor,account," +
  "ownership,country,mccmnc,parts,billedOn,status,chargeState,heldAt,settledAt,vendorCurrency," +
  "vendorAmount,exchangeRate,currency,amount,heldAmount,vendorMessageIds";

let world: AppWorld;
let plain: string;
beforeAll(async () => {
  world = await createAppWorld();
  plain = (await world.makeKey(world.owner, { role: "VIEWER" })).secret;
  for (const externalId of ["=cmd|' /C calc'!A0", 'a "b", c', "order 3", "order 4"]) {
    await world.send({ externalId, purpose: "login" });
  }
  await world.send({}, world.owner);
  await until("all is settled", async () => {
    const { rows } = await world.database.owner.query(
      `select from attempt where charge = 'HELD' or status not in ('DELIVERED', 'READ')
       union all
       select from event where at > now() - interval '1 second'`,
    );
    return rows.length === 0;
  });
}, 30_000);
afterAll(() => world.close());

/** What a program that is not ours makes of CSV. */
function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === "\n") {
      rows.push([]);
    }
  }
  const [names = [], ...cells] = rows.slice(0, -1);
  return cells.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ""])));
}

const micros = (amount: string): bigint => BigInt(amount.replace(".", ""));

describe("cost lines", () => {
  it("are one row for each attempt, by heldAt and id, with the API's ids and amounts", async () => {
    const { row, bytes } = await makeExport(world, world.owner, { kind: "COST_LINES" });
    const text = bytes.toString("utf8");
    const lines = readCsv(text);
    const { sends } = await world.data<{ sends: { nodes: SendNode[] } }>(
      world.owner,
      `{ sends(first: 100) { nodes { id externalId purpose attempts { id number step channel status
         charge parts exchangeRate vendorMessageIds cost { amount currency } createdAt
         vendorCost { amount currency } vendor { slug } account { label ownership } } } } }`,
    );

    expect(text.split("\n")[0]).toBe(header);
    expect([text.endsWith("\n"), text.includes("\r"), bytes[0]]).toEqual([true, false, 97]);
    expect(row).toMatchObject({ rowsWritten: 5, bytes: bytes.length, progress: 1 });
    const order = lines.map((line) => `${line.heldAt} ${line.attemptId}`);
    expect(order).toEqual(order.toSorted());
    const shown = sends.nodes.flatMap((send) =>
      send.attempts.map((attempt) => ({
        attemptId: attempt.id,
        sendId: send.id,
        externalId: (send.externalId ?? "").replace(/^=/, "'="),
        purpose: send.purpose ?? "",
        attemptNumber: String(attempt.number),
        step: String(attempt.step),
        channel: attempt.channel,
        vendor: attempt.vendor.slug,
        account: attempt.account.label,
        ownership: attempt.account.ownership,
        status: attempt.status,
        chargeState: attempt.charge,
        parts: String(attempt.parts),
        exchangeRate: attempt.exchangeRate,
        amount: attempt.cost.amount,
        currency: attempt.cost.currency,
        vendorAmount: attempt.vendorCost.amount,
        vendorCurrency: attempt.vendorCost.currency,
        vendorMessageIds: attempt.vendorMessageIds.join(";"),
        heldAmount: "0.000000",
      })),
    );
    const byId = (left: { attemptId: string }, right: { attemptId: string }) =>
      left.attemptId < right.attemptId ? -1 : 1;
    expect(lines.toSorted(byId as never)).toMatchObject(shown.toSorted(byId));
  });

  it("add up to the cost report, which is exported with the same sums", async () => {
    const input = { kind: "COST_REPORT", groupBy: ["VENDOR", "CHANNEL"] };
    const lines = readCsv(
      (await makeExport(world, world.owner, { kind: "COST_LINES" })).bytes.toString("utf8"),
    );
    const report = readCsv((await makeExport(world, world.owner, input)).bytes.toString("utf8"));
    const sum = (rows: Record<string, string>[], column: string): bigint =>
      rows.reduce((total, row) => total + micros(row[column] ?? ""), 0n);
    const { costReport } = await world.data<{
      costReport: { total: { cost: { amount: string }; attemptCount: number } };
    }>(
      world.owner,
      "query($range: TimeRange!) { costReport(range: $range, groupBy: []) " +
        "{ total { attemptCount cost { amount } } } }",
      { range: anyTime },
    );

    expect(Object.keys(report[0] ?? {}).slice(0, 3)).toEqual(["vendor", "channel", "sendCount"]);
    expect(formatMicros(sum(lines, "amount"))).toBe(costReport.total.cost.amount);
    expect(sum(report, "cost")).toBe(sum(lines, "amount"));
    expect(report.reduce((count, row) => count + Number(row.attemptCount), 0)).toBe(lines.length);
  });

  it("are the same rows as NDJSON and as Parquet", async () => {
    const [csv, ndjson, parquet] = await Promise.all(
      ["CSV", "NDJSON", "PARQUET"].map(async (format) => {
        const made = await makeExport(world, world.owner, { kind: "COST_LINES", format });
        return made.bytes;
      }),
    );
    const lines = readCsv(String(csv));
    const objects = String(ndjson)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const file = Uint8Array.from(parquet ?? []).buffer;
    const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[];

    expect(Object.keys(objects[0] ?? {}).join(",")).toBe(header);
    expect(objects.map((row) => row.amount)).toEqual(lines.map((line) => line.amount));
    expect(objects.map((row) => row.heldAt)).toEqual(lines.map((line) => line.heldAt));
    expect(objects.map((row) => row.vendorMessageIds)).toEqual(
      lines.map((line) => (line.vendorMessageIds ?? "").split(";")),
    );
    expect(objects[0]?.externalId).toBe("=cmd|' /C calc'!A0");
    expect(rows.map((row) => (row.heldAt as Date).toISOString())).toEqual(
      lines.map((line) => line.heldAt),
    );
    expect(rows.map((row) => (row.amount as number).toFixed(6))).toEqual(
      lines.map((line) => line.amount),
    );
    for (const name of ["attemptId", "sendId", "externalId", "exchangeRate", "vendorMessageIds"]) {
      expect([name, rows.map((row) => row[name])]).toEqual([name, objects.map((o) => o[name])]);
    }
  });
});

interface SendNode {
  readonly id: string;
  readonly externalId: string | null;
  readonly purpose: string | null;
  readonly attempts: readonly {
    readonly id: string;
    readonly number: number;
    readonly step: number;
    readonly channel: string;
    readonly status: string;
    readonly charge: string;
    readonly parts: number;
    readonly exchangeRate: string;
    readonly vendorMessageIds: readonly string[];
    readonly cost: { readonly amount: string; readonly currency: string };
    readonly vendorCost: { readonly amount: string; readonly currency: string };
    readonly vendor: { readonly slug: string };
    readonly account: { readonly label: string; readonly ownership: string };
  }[];
}

describe("the other kinds", () => {
  it("show recipients in full only where the key that asks may read them", async () => {
    for (const format of ["CSV", "NDJSON", "PARQUET"]) {
      const open = await makeExport(world, world.owner, { kind: "SENDS", format });
      const masked = await makeExport(world, plain, { kind: "SENDS", format });

      expect(open.row.rowsWritten).toBe(5);
      expect([format, /\+6281234\d{6}/.test(open.bytes.toString("latin1"))]).toEqual([
        format,
        true,
      ]);
      expect([format, /\d{10}/.test(phonesOf(masked.bytes, format))]).toEqual([format, false]);
      // Whoever may not read recipients does not get to the other one.
      expect(await readExport(world, plain, open.row.id)).toBeNull();
      expect((await readExport(world, world.owner, masked.row.id))?.status).toBe("READY");
    }
    const csv = (await makeExport(world, plain, { kind: "SENDS" })).bytes.toString("utf8");
    expect(readCsv(csv)[0]).toMatchObject({
      externalId: "'=cmd|' /C calc'!A0",
      email: "",
      country: "ID",
      attemptCount: "1",
    });
    expect(readCsv(csv)[0]?.phone).toMatch(/^'\+62812•••••\d{3}$/);
  });

  it("hold every entry of the ledger, which sum to the cost", async () => {
    const { bytes } = await makeExport(world, world.owner, { kind: "LEDGER" });
    const entries = readCsv(bytes.toString("utf8"));
    const lines = readCsv(
      (await makeExport(world, world.owner, { kind: "COST_LINES" })).bytes.toString("utf8"),
    );
    const charged = (account: string) =>
      entries.reduce(
        (sum, entry) =>
          sum +
          (entry.credit === account ? micros(entry.amount ?? "") : 0n) -
          (entry.debit === account ? micros(entry.amount ?? "") : 0n),
        0n,
      );

    expect(charged("CHARGED")).toBe(
      lines.reduce((sum, line) => sum + micros(line.amount ?? ""), 0n),
    );
    expect(charged("HELD")).toBe(0n);
    expect(new Set(entries.map(({ attemptId }) => attemptId))).toEqual(
      new Set(lines.map(({ attemptId }) => attemptId)),
    );
  });

  it("hold the rows of the delivery report", async () => {
    const input = { kind: "DELIVERY_REPORT", groupBy: ["COUNTRY"], format: "NDJSON" };
    const { bytes } = await makeExport(world, plain, input);

    expect(JSON.parse(bytes.toString("utf8"))).toMatchObject({
      country: "ID",
      sendCount: 5,
      deliveredCount: 5,
      sendDeliveryRate: 1,
    });
  });

  it("hold a header alone where there is nothing", async () => {
    const range = { from: "2020-01-01T00:00:00Z", to: "2020-02-01T00:00:00Z" };
    const csv = await makeExport(world, world.owner, { kind: "COST_LINES", range });
    const ndjson = await makeExport(world, plain, { kind: "SENDS", range, format: "NDJSON" });
    const sends = await makeExport(world, plain, { kind: "SENDS", range });
    const parquet = await makeExport(world, plain, { kind: "SENDS", range, format: "PARQUET" });
    const file = Uint8Array.from(parquet.bytes).buffer;

    expect([csv.row.rowsWritten, csv.bytes.toString("utf8")]).toEqual([0, `${header}\n`]);
    expect([ndjson.row.rowsWritten, ndjson.bytes.length]).toEqual([0, 0]);
    expect(sends.bytes.toString("utf8")).toMatch(/^sendId,[a-zA-Z,]+\n$/);
    expect(await parquetReadObjects({ file })).toEqual([]);
  });

  it("are filtered", async () => {
    const of = async (filter: object) =>
      (await makeExport(world, world.owner, { kind: "COST_LINES", filter })).row.rowsWritten;

    expect(await of({ purposes: ["login"] })).toBe(4);
    expect(await of({ purposes: [""] })).toBe(1);
    expect(await of({ countries: ["SG"] })).toBe(0);
    expect(await of({ vendors: ["nobody"] })).toBe(0);
    const sends = { kind: "SENDS", filter: { channels: ["EMAIL"] } };
    expect((await makeExport(world, plain, sends)).row.rowsWritten).toBe(0);
  });
});

function phonesOf(bytes: Buffer, format: string): string {
  const text = bytes.toString("utf8");
  return format === "CSV"
    ? readCsv(text)
        .map(({ phone }) => phone)
        .join()
    : (text.match(/\+6281[^",]*/g) ?? []).join();
}
