import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { pieceBytes } from "../../../src/manage/exports/piece-writer.js";
import type { ExportRow, ExportSpec, ReadExport } from "../../../src/manage/exports/ports.js";
import { leaseMs, runExport } from "../../../src/manage/exports/run-export.js";
import { sweepExports } from "../../../src/manage/exports/sweep-exports.js";
import { prepareExport } from "../../../src/reports/exports/prepare-export.js";
import { createExportReader } from "../../../src/store/exports/export-reader.js";
import { createExportRunStore } from "../../../src/store/exports/export-run-store.js";
import { createExportStore } from "../../../src/store/exports/export-store.js";
import { createExportSweepStore } from "../../../src/store/exports/export-sweep-store.js";
import { createKeyring } from "../../../src/store/keyring.js";
import { FakeClock } from "../../support/clock.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { insertAttempt, insertSend } from "../../support/rows.js";
import { fillTenant, type TenantRows } from "../../support/tenant-rows.js";

const keyring = createKeyring([{ id: "k1", bytes: randomBytes(32) }]);
const begin = new Date("2026-01-20T00:00:00Z");
const spec: ExportSpec = {
  kind: "COST_LINES",
  format: "CSV",
  from: new Date("2026-01-01T00:00:00Z"),
  to: new Date("2026-02-01T00:00:00Z"),
  groupBy: [],
  filter: {},
  revealsRecipients: false,
};
const by = { requestedBy: "test", openMax: 1_000, now: begin };

let db: TestDatabase;
let own: TenantRows;
let other: TenantRows;
let read: ReadExport;
let clock: FakeClock;
beforeAll(async () => {
  db = await createTestDatabase();
  own = await fillTenant(db.owner, "own");
  other = await fillTenant(db.owner, "other");
  const vendors = "update attempt set vendor_id = (select id from vendor where slug = $2) ";
  for (const { tenantId, mark } of [own, other]) {
    await db.owner.query(`${vendors} where tenant_id = $1`, [tenantId, `vendor-${mark}`]);
  }
  read = createExportReader(db.reports, prepareExport);
});
afterAll(() => db.close());
beforeEach(async () => {
  clock = new FakeClock(begin);
  await db.owner.query("delete from export");
  await db.owner.query(
    "select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs",
  );
});

const store = () => createExportStore(db.app, keyring);
const sweeps = () => createExportSweepStore(db.owner);

async function ask(changes: Partial<ExportSpec> = {}, rows = own): Promise<ExportRow> {
  const row = await store().addExport(rows.tenantId, { ...spec, ...changes }, by);
  if (row === null) {
    throw new Error("refused");
  }
  return row;
}

function run(
  { tenantId, id }: ExportRow,
  parts: { read?: ReadExport; signal?: AbortSignal; isLastTry?: boolean; beatMs?: number } = {},
): Promise<void> {
  const ports = {
    runs: createExportRunStore(db.app, keyring),
    read: parts.read ?? read,
    openerOf: () => () => ({ phone: null, email: null }),
    now: () => clock.now(),
    changed: () => undefined,
    heartbeatMs: parts.beatMs ?? 10,
  };
  const { signal = new AbortController().signal, isLastTry = false } = parts;
  return runExport(ports, { tenantId, id, worker: "worker-1", isLastTry, signal });
}

async function standing(row: ExportRow): Promise<ExportRow | null> {
  const [now] = await store().exportsById(row.tenantId, [row.id]);
  return now ?? null;
}

async function bytesOf(row: ExportRow, start = 0, end = row.bytes): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of store().readPieces(row.tenantId, row.id, start, end)) {
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts);
}

async function pieces(): Promise<number> {
  const { rows } = await db.owner.query<{ count: bigint }>("select count(*) from export_piece");
  return Number(rows[0]?.count);
}

/** Rows of this many bytes instead of the tenant's. */
const made =
  (
    size: number,
    meanwhile: (sent: number) => Promise<void> = () => Promise.resolve(),
  ): ReadExport =>
  (_tenantId, _spec, work) =>
    work({
      columns: [{ name: "x", type: "TEXT" }],
      count: () => Promise.resolve(2),
      async *lines() {
        for (let sent = 0; sent < size; sent += 100_000) {
          await meanwhile(sent);
          yield Buffer.alloc(Math.min(100_000, size - sent), `${sent % 7}`);
        }
      },
    });

describe("a run of an export", () => {
  it("holds the tenant's rows of the range and nobody else's", async () => {
    const row = await ask();
    await run(row);
    const done = await standing(row);

    expect(done).toMatchObject({ status: "READY", rowsWritten: 1, rowsExpected: 1 });
    const text = (await bytesOf(done as ExportRow)).toString("utf8");
    expect(text).toContain("vendor-own");
    expect(text).not.toContain("other");
    expect(done?.sha256?.toString("hex")).toBe(createHash("sha256").update(text).digest("hex"));
  });

  it("gives the same bytes again in any pieces of them", async () => {
    const size = 3 * pieceBytes + 12_345;
    const row = await ask();
    await run(row, { read: made(size) });
    const done = (await standing(row)) as ExportRow;
    const whole = await bytesOf(done);

    expect([done.bytes, whole.length, await pieces()]).toEqual([size, size, 4]);
    for (const [start, end] of [
      [0, 1],
      [pieceBytes - 1, pieceBytes + 1],
      [pieceBytes, 2 * pieceBytes],
      [size - 1, size],
      [5, size - 5],
    ] as const) {
      expect((await bytesOf(done, start, end)).equals(whole.subarray(start, end))).toBe(true);
    }
  });

  it("is compressed and sealed where it is kept", async () => {
    const row = await ask();
    await run(row, { read: made(pieceBytes) });
    const { rows } = await db.owner.query<{ sealed: Buffer }>("select sealed from export_piece");

    expect(rows[0]?.sealed.length).toBeLessThan(pieceBytes / 10);
    await expect(
      createExportStore(db.app, createKeyring([{ id: "k2", bytes: randomBytes(32) }]))
        .readPieces(row.tenantId, row.id, 0, 1)
        [Symbol.asyncIterator]()
        .next(),
    ).rejects.toThrow("k1");
  });

  it("sees one moment, whatever is written meanwhile", async () => {
    const row = await ask();
    let isAdded = false;
    await run(row, {
      read: (tenantId, wanted, work) =>
        read(tenantId, wanted, async (snapshot) => {
          const before = await snapshot.count();
          const sendId = await insertSend(db.owner, tenantId, { planId: own.planId });
          const { accountId, vendorId } = own.attempt;
          await insertAttempt(db.owner, tenantId, sendId, { accountId, vendorId });
          isAdded = true;
          expect(before).toBe(1);
          return work(snapshot);
        }),
    });

    expect([isAdded, (await standing(row))?.rowsWritten]).toEqual([true, 1]);
    const later = await ask();
    await run(later);
    expect((await standing(later))?.rowsWritten).toBe(2);
  });

  it("tells how far it is, and renews its lease", async () => {
    const row = await ask();
    const seen: number[] = [];
    await run(row, {
      read: made(8 * 100_000, async () => {
        clock.advance(leaseMs / 2);
        await new Promise((resolve) => setTimeout(resolve, 15));
        await sweepExports(sweeps(), () => undefined, clock.now());
        seen.push((await standing(row))?.bytes ?? -1);
      }),
      beatMs: 1,
    });

    expect(seen).toEqual(seen.toSorted((left, right) => left - right));
    expect(new Set(seen).size).toBeGreaterThan(3);
    expect((await standing(row))?.status).toBe("READY");
  });

  it("that died is taken over when its lease is over, from the beginning", async () => {
    const row = await ask();
    const dead = { tenantId: row.tenantId, exportId: row.id, runId: uuidv7() };
    const runs = createExportRunStore(db.app, keyring);
    await runs.claimExport(dead, "worker-dead", new Date(begin.getTime() + leaseMs));
    await runs.addPiece(dead, { number: 0, start: 0, bytes: Buffer.from("half") });
    await sweepExports(sweeps(), () => undefined, clock.now());
    expect((await standing(row))?.status).toBe("RUNNING");

    clock.advance(leaseMs + 1);
    const told: string[] = [];
    await sweepExports(sweeps(), ({ id }) => told.push(id), clock.now());
    expect([(await standing(row))?.status, told]).toEqual(["QUEUED", [row.id]]);
    await run(row);

    expect((await standing(row))?.status).toBe("READY");
    expect(await pieces()).toBe(1);
    // Whoever was only thought to be dead changes nothing any more.
    const done = { rowsWritten: 9, rowsExpected: 9, bytes: 9, sha256: Buffer.alloc(32) };
    const late = { ...done, now: begin, expiresAt: begin };
    expect(await runs.finishExport(dead, late)).toBe(false);
    expect(await runs.noteProgress(dead, done, begin)).toBe(false);
    expect(await runs.giveUpExport(dead, "FAULT", begin)).toBe(false);
    expect((await standing(row))?.status).toBe("READY");
  });

  it("stops when its lease was lost", async () => {
    const row = await ask();
    const lost = run(row, {
      read: made(50 * 100_000, async (sent) => {
        if (sent === 0) {
          await db.owner.query("update export set run_id = $1", [uuidv7()]);
        }
        await new Promise((resolve) => setTimeout(resolve, 2));
      }),
      beatMs: 1,
    });

    await expect(lost).rejects.toThrow("another run");
    expect((await standing(row))?.status).toBe("RUNNING");
  });

  it("that is stopped goes back into the queue, without its pieces", async () => {
    const row = await ask();
    const stopping = new AbortController();
    const stopped = run(row, {
      read: made(30 * pieceBytes, (sent) => {
        if (sent > 2 * pieceBytes) {
          stopping.abort();
        }
        return Promise.resolve();
      }),
      signal: stopping.signal,
      isLastTry: true,
    });

    await expect(stopped).rejects.toThrow("aborted");
    expect(await standing(row)).toMatchObject({ status: "QUEUED", error: null });
    expect(await pieces()).toBe(0);
  });

  it("that fails is tried again, and is FAILED after the last try", async () => {
    const row = await ask();
    const broken = made(2 * pieceBytes, (sent) =>
      sent > pieceBytes ? Promise.reject(new Error("broken")) : Promise.resolve(),
    );

    await expect(run(row, { read: broken })).rejects.toThrow("broken");
    expect((await standing(row))?.status).toBe("QUEUED");
    await expect(run(row, { read: broken, isLastTry: true })).rejects.toThrow("broken");
    expect(await standing(row)).toMatchObject({ status: "FAILED", error: "FAULT" });
    expect(await pieces()).toBe(0);
  });

  it("leaves no connection that is still reading", async () => {
    const row = await ask();
    const broken: ReadExport = (tenantId, wanted, work) =>
      read(tenantId, wanted, (snapshot) =>
        work({
          ...snapshot,
          async *lines(shape) {
            for await (const chunk of snapshot.lines(shape)) {
              yield chunk;
              throw new Error("broken");
            }
          },
        }),
      );

    await expect(run(row, { read: broken })).rejects.toThrow("broken");
    await run(row);
    expect((await standing(row))?.status).toBe("READY");
    expect(db.reports.waitingCount).toBe(0);
  });
});

describe("time", () => {
  it("takes the bytes of an export after a day, and its row after ninety", async () => {
    const row = await ask();
    await run(row);
    clock.advance(24 * 3_600_000 - 1);
    await sweepExports(sweeps(), () => undefined, clock.now());
    expect((await standing(row))?.status).toBe("READY");

    clock.advance(1);
    await sweepExports(sweeps(), () => undefined, clock.now());
    expect(await standing(row)).toMatchObject({ status: "EXPIRED" });
    expect(await pieces()).toBe(0);
    clock.advance(90 * 86_400_000);
    await sweepExports(sweeps(), () => undefined, clock.now());
    expect(await standing(row)).toBeNull();
  });

  it("ends an export whose job is gone", async () => {
    const row = await ask();
    await db.owner.query(
      "select graphile_worker.permanently_fail_jobs(array_agg(id)) from graphile_worker.jobs",
    );
    clock.advance(60_000);
    await sweepExports(sweeps(), () => undefined, clock.now());

    expect(await standing(row)).toMatchObject({ status: "FAILED", error: "FAULT" });
  });
});

describe("an export of another tenant", () => {
  it("cannot be read, made or enqueued", async () => {
    const row = await ask({}, other);
    await run(row);
    const foreign = { ...((await standing(row)) as ExportRow), tenantId: own.tenantId };
    const runs = createExportRunStore(db.app, keyring);
    const attack = { tenantId: own.tenantId, exportId: row.id, runId: uuidv7() };

    expect(await store().exportsById(own.tenantId, [row.id])).toEqual([null]);
    expect(await runs.claimExport(attack, "worker", begin)).toBeNull();
    expect(await runs.giveUpExport(attack, "FAULT", begin)).toBe(false);
    await expect(bytesOf(foreign, 0, 1)).rejects.toThrow("gone");
    const client = await db.app.connect();
    await client.query(`begin; set local app.tenant = '${own.tenantId}'`);
    const rows = await client.query("select from export union all select from export_piece");
    await expect(client.query("select enqueue_export($1)", [row.id])).rejects.toThrow("no such");
    await client.query("rollback");
    await expect(client.query("select from graphile_worker.jobs")).rejects.toThrow("denied");
    client.release();
    expect(rows.rowCount).toBe(0);
    expect((await standing(row))?.status).toBe("READY");
  });

  it("is not among those that a tenant may have under way", async () => {
    await ask({}, other);
    const limited = { ...by, openMax: 2 };
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => store().addExport(own.tenantId, spec, limited)),
    );

    expect(asked.filter((row) => row !== null)).toHaveLength(2);
  });
});
