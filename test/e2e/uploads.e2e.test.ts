import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeId } from "../../src/core/ids.js";
import { operatorViewer, ownerViewer } from "../../src/manage/system-viewer.js";
import { expireUploads } from "../../src/manage/uploads/expire-uploads.js";
import { openUpload } from "../../src/manage/uploads/open-upload.js";
import { type AppWorld, createAppWorld } from "../support/app-world.js";
import { until } from "../support/until.js";

const mib = 1024 * 1024;
let world: AppWorld;

beforeAll(async () => {
  world = await createAppWorld({ SANDI_UPLOAD_MIB: "3" });
});

afterAll(() => world?.close());

describe("POST /uploads", () => {
  it("keeps a file, tells its size and SHA-256, and gives back the same bytes", async () => {
    const file = randomBytes(2 * mib + 17);
    const sha256 = createHash("sha256").update(file).digest("hex");

    const answer = await put(file);

    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ bytes: file.length, sha256 });
    const keptMs = Date.parse(String(answer.body["expiresAt"])) - Date.now();
    expect(keptMs).toBeGreaterThan(23.9 * 3_600_000);
    expect(keptMs).toBeLessThan(24.1 * 3_600_000);
    const read = await open(await demoOwner(), String(answer.body["id"]));
    expect(read?.equals(file)).toBe(true);
    // Twice, because a dry run comes before the real one.
    expect((await open(await demoOwner(), String(answer.body["id"])))?.equals(file)).toBe(true);
  });

  it("takes a body without a length, put by PUT, however it is cut", async () => {
    const parts = Array.from({ length: 40 }, (_, index) => Buffer.alloc(30_000, index));

    const answer = await put(Readable.from(parts), { method: "PUT" });

    expect(answer.body).toMatchObject({ bytes: 1_200_000 });
    const read = await open(await demoOwner(), String(answer.body["id"]));
    expect(read?.equals(Buffer.concat(parts))).toBe(true);
  });

  it("does not store what it is given in plain", async () => {
    await put(Buffer.from("channel,price of a secret deal\n"));

    const { rows } = await world.database.owner.query<{ sealed: Buffer }>(
      "select sealed from upload_piece",
    );

    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ sealed }) => sealed.includes("secret deal"))).toBe(false);
  });

  it("answers 413 to a length beyond the limit without reading the file", async () => {
    const answer = await declare(2 * 1024 * mib);

    expect(answer.status).toBe(413);
    expect(answer.body).toContain("longer than 3 MiB");
    expect(answer.body).toContain("BAD_REQUEST");
  });

  it("answers 413 to a body that turns out too long, and keeps nothing of it", async () => {
    const before = await stored();
    const endless = Readable.from(Array.from({ length: 80 }, () => Buffer.alloc(mib / 16)));

    const answer = await put(endless, { headers: { "accept-language": "id" } });

    expect(answer.status).toBe(413);
    expect(JSON.stringify(answer.body)).toContain("berkasnya lebih dari 3 MiB");
    expect(await stored()).toEqual(before);
  });

  it("keeps nothing of a file whose sender goes away", async () => {
    const before = await stored();
    const request = http.request(`${world.url}/uploads`, {
      method: "POST",
      headers: { authorization: `Bearer ${world.owner}` },
    });
    request.on("error", () => undefined);
    request.write(Buffer.alloc(1.5 * mib));
    await until("a piece is stored", async () => (await stored()).uploads > before.uploads);

    request.destroy();

    await until("it is gone", async () => (await stored()).uploads === before.uploads);
    expect(await stored()).toEqual(before);
    expect(world.lines.join("")).not.toContain("a request failed on our side");
  });

  it("refuses an empty file, a form and a compressed body", async () => {
    const empty = await put(Buffer.alloc(0));
    const form = await put(Buffer.from("x"), {
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    const packed = await put(Buffer.from("x"), { headers: { "content-encoding": "gzip" } });

    expect([empty.status, form.status, packed.status]).toEqual([400, 415, 415]);
    expect(JSON.stringify(empty.body)).toContain("empty");
  });

  it("takes a file by the cookie of a session, from a page of this server alone", async () => {
    const page = { origin: world.url, "x-sandi-page": "1" };
    const opened = await fetch(`${world.url}/session`, {
      method: "POST",
      headers: { ...page, authorization: `Bearer ${world.owner}` },
    });
    const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
    const file = Buffer.from("by cookie");

    const taken = await put(file, { secret: null, headers: { ...page, cookie } });
    const elsewhere = { ...page, origin: "https://elsewhere.example" };
    const refused = await Promise.all(
      [{ cookie }, { cookie, origin: world.url }, { ...elsewhere, cookie }, page].map((headers) =>
        put(file, { secret: null, headers }),
      ),
    );

    expect(taken.status).toBe(201);
    expect((await open(await demoOwner(), String(taken.body["id"])))?.equals(file)).toBe(true);
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });

  it("takes files only from keys that may use them", async () => {
    const viewer = await world.makeKey(world.owner, { role: "VIEWER" });
    const billing = await world.makeKey(world.owner, { role: "BILLING" });
    const { clientToken } = await world.send();

    const refused = await Promise.all(
      [null, "sk_nonsense", viewer.secret, clientToken].map((secret) =>
        put(Buffer.from("x"), { secret }),
      ),
    );
    const taken = await Promise.all(
      [billing.secret, world.operator].map((secret) => put(Buffer.from("x"), { secret })),
    );

    expect(refused.map(({ status }) => status)).toEqual([401, 401, 403, 403]);
    expect(JSON.stringify(refused[2]?.body)).toContain(
      "VENDOR_CONNECT / BILLING_WRITE / SEND / OPERATE",
    );
    expect(taken.map(({ status }) => status)).toEqual([201, 201]);
  });

  it("limits what one owner keeps here, and has room again after a file is deleted", async () => {
    const secret = world.stranger;
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      ids.push(String((await put(Buffer.alloc(3 * mib), { secret })).body["id"]));
    }

    const full = await put(Buffer.alloc(1), { secret });
    await remove(ids[0] ?? "", secret);
    const after = await put(Buffer.alloc(1), { secret });

    expect(full.status).toBe(429);
    expect(JSON.stringify(full.body)).toContain("all of your 12 MiB");
    expect(Number(full.headers["retry-after"])).toBeGreaterThan(86_000);
    expect(after.status).toBe(201);
  });
});

describe("an upload", () => {
  it("is its owner's alone: another tenant's and an operator's keys find nothing", async () => {
    const mine = String((await put(Buffer.from("mine"))).body["id"]);
    const operators = String(
      (await put(Buffer.from("ours"), { secret: world.operator })).body["id"],
    );
    const other = ownerViewer("other", decodeId("tenant", world.otherTenantId) ?? "");

    expect(await open(other, mine)).toBeNull();
    expect(await open(operatorViewer("test"), mine)).toBeNull();
    expect(await open(await demoOwner(), operators)).toBeNull();
    expect((await open(operatorViewer("test"), operators))?.toString()).toBe("ours");
    expect(await remove(mine, world.stranger)).toBe(404);
    expect(await remove(mine, world.operator)).toBe(404);
    expect((await open(await demoOwner(), mine))?.toString()).toBe("mine");
    expect(await remove(mine, world.owner)).toBe(204);
    expect(await open(await demoOwner(), mine)).toBeNull();
  });

  it("is gone when it has expired, with all its bytes", async () => {
    const { uploads } = world.app.ground.slow.stores;
    await put(Buffer.alloc(mib));
    const id = String((await put(Buffer.alloc(mib))).body["id"]);
    const tomorrow = new Date(Date.now() + 25 * 3_600_000);

    expect(await openUpload(uploads, await demoOwner(), id, tomorrow)).toBeNull();
    const deleted = await expireUploads(uploads, tomorrow);

    expect(deleted).toBeGreaterThan(1);
    expect(await stored()).toEqual({ uploads: 0, pieces: 0 });
  });
});

interface PutOptions {
  readonly secret?: string | null;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function put(body: Buffer | Readable, options: PutOptions = {}) {
  const secret = options.secret === undefined ? world.owner : options.secret;
  const request = http.request(`${world.url}/uploads`, {
    method: options.method ?? "POST",
    headers: {
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...(Buffer.isBuffer(body) ? { "content-length": body.length } : {}),
      ...options.headers,
    },
  });
  // The answer may come before all of the body is sent.
  request.on("error", () => undefined);
  const answered = once(request, "response") as Promise<[http.IncomingMessage]>;
  if (Buffer.isBuffer(body)) {
    request.end(body);
  } else {
    body.pipe(request);
  }
  const [response] = await answered;
  const text = (await buffer(response)).toString("utf8");
  return {
    status: response.statusCode,
    headers: response.headers,
    body: JSON.parse(text) as Record<string, unknown>,
  };
}

/** Says that so many bytes will come, and sends a few. */
async function declare(bytes: number) {
  const request = http.request(`${world.url}/uploads`, {
    method: "PUT",
    headers: { authorization: `Bearer ${world.owner}`, "content-length": bytes },
  });
  request.on("error", () => undefined);
  request.write("channel");
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  const body = (await buffer(response)).toString("utf8");
  request.destroy();
  return { status: response.statusCode, body };
}

async function remove(id: string, secret: string): Promise<number> {
  const answer = await fetch(`${world.url}/uploads/${id}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${secret}` },
  });
  return answer.status;
}

async function demoOwner() {
  const { tenants } = world.app.ground.slow.stores;
  const demo = await tenants.tenantBySlug(operatorViewer("test"), "demo");
  return ownerViewer("demo", demo?.id ?? "");
}

async function open(viewer: ReturnType<typeof ownerViewer>, id: string): Promise<Buffer | null> {
  const { uploads } = world.app.ground.slow.stores;
  const upload = await openUpload(uploads, viewer, id, new Date());
  return upload === null ? null : buffer(upload.stream);
}

async function stored() {
  const { rows } = await world.database.owner.query<{ uploads: number; pieces: number }>(
    `select (select count(*)::integer from upload) as uploads,
       (select count(*)::integer from upload_piece) as pieces`,
  );
  return rows[0] ?? { uploads: -1, pieces: -1 };
}
