import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiClient } from "../support/api-client.js";
import { type AppWorld, createAppWorld } from "../support/app-world.js";
import {
  anyTime,
  type AskedExport,
  exportFields,
  makeExport,
  readExport,
  requestExport,
} from "../support/export-api.js";
import { until } from "../support/until.js";

let world: AppWorld;
let plain: string;
beforeAll(async () => {
  world = await createAppWorld();
  plain = (await world.makeKey(world.owner, { role: "VIEWER" })).secret;
  await world.send();
  await world.send();
  await makeExport(world, plain, { kind: "SENDS" });
}, 30_000);
afterAll(() => world.close());

describe("a download", () => {
  let made: Awaited<ReturnType<typeof makeExport>>;
  beforeAll(async () => {
    made = await makeExport(world, world.owner, { kind: "COST_LINES" });
  });
  const get = (headers: Record<string, string> = {}, method = "GET", url = made.row.downloadUrl) =>
    fetch(url ?? "", { headers, method });

  it("has a name, a type, its length, its SHA-256 and its ETag", async () => {
    const answer = await get({}, "HEAD");
    const digest = createHash("sha256").update(made.bytes).digest();

    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-length": String(made.bytes.length),
      "content-disposition": 'attachment; filename="sandi-cost-lines-2026-01-01-2027-01-01.csv"',
      etag: `"${digest.toString("hex")}"`,
      "repr-digest": `sha-256=:${digest.toString("base64")}:`,
      "accept-ranges": "bytes",
    });
    expect(await answer.text()).toBe("");
  });

  it("can go on where it broke off", async () => {
    const { bytes } = made;
    const etag = (await get({}, "HEAD")).headers.get("etag") ?? "";
    const part = await get({ range: "bytes=100-199" });
    const rest = await get({ range: "bytes=200-", "if-range": etag });
    const changed = await get({ range: "bytes=200-", "if-range": '"other"' });
    const behind = await get({ range: `bytes=${bytes.length}-` });

    expect([part.status, part.headers.get("content-range")]).toEqual([
      206,
      `bytes 100-199/${bytes.length}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);
    expect(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(200))).toBe(true);
    expect([changed.status, (await changed.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
    expect([behind.status, behind.headers.get("content-range")]).toEqual([
      416,
      `bytes */${bytes.length}`,
    ]);
    expect((await get({ "if-none-match": etag })).status).toBe(304);
  });

  it("is refused with reasons when its link was altered or is over", async () => {
    const url = made.row.downloadUrl ?? "";
    const altered = await get({}, "GET", url.replace(/signature=./, "signature=!"));
    const longer = await get({}, "GET", url.replace(/expires=\d/, "expires=9"));
    const bare = await get({}, "GET", url.split("?")[0] ?? "");
    const indonesian = await get({ "accept-language": "id" }, "GET", `${url}x`);

    for (const answer of [altered, longer, bare]) {
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({
        errors: [
          { message: expect.stringContaining("altered"), extensions: { code: "LINK_INVALID" } },
        ],
      });
    }
    expect(await indonesian.json()).toMatchObject({
      errors: [{ message: expect.stringContaining("Tautan ini tidak utuh") }],
    });
  });

  it("is refused to another tenant's key, and to one that is not good", async () => {
    const with_ = (secret: string) => get({ authorization: `Bearer ${secret}` });
    const [own, foreign, operator, bad] = await Promise.all(
      [world.owner, world.stranger, world.operator, "sk_bad"].map(with_),
    );

    expect([own?.status, foreign?.status, operator?.status, bad?.status]).toEqual([
      200, 403, 403, 401,
    ]);
    expect(await foreign?.json()).toMatchObject({
      errors: [{ extensions: { code: "FORBIDDEN" } }],
    });
    expect(await readExport(world, world.stranger, made.row.id)).toBeNull();
  });

  it("is gone once the export has expired", async () => {
    const { row } = await makeExport(world, world.owner, { kind: "LEDGER" });
    await world.database.owner.query(
      "update export set expires_at = now() - interval '1 second' where kind = 'LEDGER'",
    );
    const answer = await get({}, "GET", row.downloadUrl);

    expect([answer.status, await answer.json()]).toMatchObject([
      410,
      { errors: [{ extensions: { code: "EXPORT_EXPIRED" } }] },
    ]);
    expect(await readExport(world, world.owner, row.id)).toMatchObject({
      status: "EXPIRED",
      downloadUrl: null,
    });
  });
});

describe("a request for an export", () => {
  it.each([
    [{ range: { from: anyTime.to, to: anyTime.from } }, "INVALID_RANGE", ["range"]],
    [{ range: { from: anyTime.from, to: anyTime.from } }, "INVALID_RANGE", ["range"]],
    [{ range: { from: "2025-01-01T00:00:00Z", to: anyTime.to } }, "INVALID_RANGE", ["range"]],
    [
      { range: { from: "1999-12-31T00:00:00Z", to: "2000-01-02T00:00:00Z" } },
      "OUT_OF_RANGE",
      ["range", "from"],
    ],
    [
      { range: { from: "2199-12-31T00:00:00Z", to: "9999-01-02T00:00:00Z" } },
      "OUT_OF_RANGE",
      ["range", "to"],
    ],
    [{ groupBy: ["DAY"] }, "GROUP_BY_NOT_ALLOWED", ["groupBy"]],
    [{ kind: "COST_REPORT" }, "GROUP_BY_REQUIRED", ["groupBy"]],
    [{ kind: "COST_REPORT", groupBy: ["DAY", "DAY"] }, "DUPLICATE_ITEM", ["groupBy", "1"]],
    [{ kind: "COST_REPORT", groupBy: ["HOUR"] }, "INVALID_RANGE", ["range"]],
    [{ filter: { planIds: ["pln_nonsense"] } }, "PLAN_NOT_FOUND", ["filter", "planIds", "0"]],
    [{ filter: { countries: ["ID", "ZZ"] } }, "UNKNOWN_COUNTRY", ["filter", "countries", "1"]],
    [{ filter: { vendors: ["x".repeat(100)] } }, "TOO_LONG", ["filter", "vendors", "0"]],
    [{ filter: { purposes: ["a\nb"] } }, "INVALID_TEXT", ["filter", "purposes", "0"]],
  ])("%j is refused with %s", async (input, code, field) => {
    const asked = await requestExport(world, world.owner, { kind: "COST_LINES", ...input });

    expect(asked.export).toBeNull();
    expect(asked.userErrors).toMatchObject([{ code, field }]);
  });

  it("of a line kind takes a range in which clocks change, each moment once", async () => {
    const range = { from: "2026-10-25T00:30:00+02:00", to: "2026-10-25T02:30:00+01:00" };
    const { row } = await makeExport(world, world.owner, { kind: "COST_LINES", range });

    expect(row.rowsWritten).toBe(0);
  });

  it("is refused while three are under way, and says when to try again", async () => {
    const client = await world.database.owner.connect();
    await client.query("begin; lock table attempt in access exclusive mode");
    try {
      const asked: AskedExport[] = [];
      for (let count = 0; count < 3; count += 1) {
        const { export: row } = await requestExport(world, world.owner, { kind: "COST_LINES" });
        asked.push(row as AskedExport);
      }
      const refused = await requestExport(world, world.owner, { kind: "COST_LINES" });
      const others = await requestExport(world, world.stranger, { kind: "LEDGER" });

      expect(asked.every((row) => row.status === "QUEUED")).toBe(true);
      expect(refused).toMatchObject({
        export: null,
        userErrors: [{ code: "TOO_MANY_EXPORTS", retryAfterMs: 30_000 }],
      });
      expect(others.userErrors).toEqual([]);
      await client.query("commit");
      for (const { id } of asked) {
        await until(
          "it is made",
          async () => (await readExport(world, world.owner, id))?.status === "READY",
        );
      }
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  it("is listed with the tenant's others, newest first, to keys that may see it", async () => {
    const list = async (secret: string) => {
      const { exports } = await world.data<{
        exports: { nodes: { id: string; kind: string }[]; totalCount: number };
      }>(secret, "{ exports(first: 100) { totalCount nodes { id kind } } }");
      expect(exports.nodes).toHaveLength(exports.totalCount);
      return exports.nodes;
    };
    const all = await list(world.owner);
    const few = await list(plain);
    const ids = all.map(({ id }) => id);

    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(new Set(few.map(({ kind }) => kind))).toEqual(new Set(["SENDS"]));
    expect(few.length).toBeLessThan(all.length);
    expect((await list(world.stranger)).every(({ id }) => !ids.includes(id))).toBe(true);
  });
});

describe("exportProgress", () => {
  it("tells how an export stands until it is over, then completes", async () => {
    const client = new ApiClient(world.url, world.owner);
    const holder = await world.database.owner.connect();
    await holder.query("begin; lock table attempt in access exclusive mode");
    const { export: row } = await requestExport(world, world.owner, { kind: "COST_LINES" });
    const id = row?.id ?? "";
    const live = client.follow<AskedExport>(
      `subscription($id: ID!) { exportProgress(id: $id) { ${exportFields} } }`,
      { id },
    );
    await until("it runs", () => live.values.some(({ status }) => status === "RUNNING"));
    await holder.query("commit");
    holder.release();
    const last = await until("it is ready", () =>
      live.values.find(({ status }) => status === "READY"),
    );

    expect(last).toMatchObject({ rowsWritten: 2, progress: 1 });
    expect(last.downloadUrl).toContain(`/exports/${id}?`);
    await live.completed();
    const again = client.follow<AskedExport>(
      `subscription($id: ID!) { exportProgress(id: $id) { ${exportFields} } }`,
      { id },
    );
    await again.completed();
    expect(again.values.map(({ status }) => status)).toEqual(["READY"]);
  });

  it.each([["of another tenant"], ["of nothing"]])("is refused for an export %s", async (whose) => {
    const { row } = await makeExport(world, world.owner, { kind: "LEDGER" });
    const secret = whose === "of nothing" ? world.owner : world.stranger;
    const id =
      whose === "of nothing" ? `exp_${randomUUID().replaceAll("-", "").slice(0, 26)}` : row.id;
    const live = new ApiClient(world.url, secret).follow<AskedExport>(
      "subscription($id: ID!) { exportProgress(id: $id) { id } }",
      { id },
    );
    await live.completed();

    expect(live.values).toEqual([]);
  });
});
