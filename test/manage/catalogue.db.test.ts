import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disconnectVendor } from "../../src/manage/accounts/disconnect-vendor.js";
import { rotateVendorCredentials } from "../../src/manage/accounts/rotate-vendor-credentials.js";
import { testVendorAccount } from "../../src/manage/accounts/test-vendor-account.js";
import { setExchangeRate } from "../../src/manage/rates/set-exchange-rate.js";
import { listVendor } from "../../src/manage/vendors/list-vendor.js";
import { pauseVendor, resumeVendor } from "../../src/manage/vendors/pause-vendor.js";
import { vendorHealth } from "../../src/manage/vendors/vendor-health.js";
import { codesOf } from "../support/manage.js";
import { credentials, rate, type Catalogue, createCatalogue } from "../support/catalogue.js";

const now = new Date("2026-11-22T03:00:00.000Z");
const later = new Date("2026-11-23T03:00:00.000Z");
let world: Catalogue["world"];
let ann: Catalogue["ann"];
let bob: Catalogue["bob"];
let alpha: Catalogue["alpha"];
let beta: Catalogue["beta"];
let importList: Catalogue["importList"];
let connect: Catalogue["connect"];

beforeAll(async () => {
  ({ world, ann, bob, alpha, beta, importList, connect } = await createCatalogue(now));
});
afterAll(() => world.close());

describe("the catalogue of vendors", () => {
  it("lists no vendor twice and none without an adapter, a channel or a sound slug", async () => {
    const request = {
      slug: "alpha",
      name: "Alpha",
      website: null,
      supportUrl: null,
      adapter: "pretend",
      channels: ["SMS"] as const,
    };
    const list = (more: object) =>
      listVendor(world.ports, world.operator, { ...request, ...more }, now).then(codesOf);

    expect(await list({})).toBe("SLUG_TAKEN@slug");
    expect(await list({ adapter: "nobody" })).toBe("ADAPTER_NOT_FOUND@adapter");
    expect(await list({ slug: "A b", channels: [] })).toBe(
      "INVALID_SLUG@slug NO_CHANNELS@channels",
    );
    expect(await list({ slug: "gamma", channels: ["RCS"] })).toBe("CHANNEL_NOT_OFFERED@channels.0");
    expect(await list({ slug: "gamma", website: "http://x" })).toBe("INVALID_URL@website");
    expect(await list({ slug: "gamma", name: "a\u0000b" })).toBe("INVALID_TEXT@name");
  });

  it("lets no tenant list a vendor, set a rate or import prices, whatever let it in", async () => {
    const request = { base: "EUR", quote: "IDR", rate: "1", effectiveFrom: now };

    await expect(setExchangeRate(world.ports, ann, request, now)).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      world.ports.vendors.insertVendor(ann, { ...alpha, id: beta.id, slug: "mine" }),
    ).rejects.toThrow(/row-level security/);
  });

  it("reads vendors by name, page by page, filtered by channel and country", async () => {
    await importList(beta, [rate(1, "ID", "0.02")], now);
    const first = await world.ports.vendors.vendors(ann, {}, 1, null);
    const second = await world.ports.vendors.vendors(ann, {}, 1, { name: "ALPHA", id: alpha.id });
    const inIndonesia = await world.ports.vendors.vendors(ann, { countries: ["ID"] }, 10, null);
    const overVoice = await world.ports.vendors.vendors(ann, { channels: ["VOICE"] }, 10, null);
    const named = await world.ports.vendors.vendors(ann, { search: "BET" }, 10, null);
    const asPattern = await world.ports.vendors.vendors(ann, { search: "b%a" }, 10, null);

    expect(first.rows.map((row) => row.slug)).toEqual(["alpha"]);
    expect(first.hasMore).toBe(true);
    expect(second.rows.map((row) => row.slug)).toEqual(["beta"]);
    expect(second.hasMore).toBe(false);
    expect(inIndonesia.rows.map((row) => row.slug)).toEqual(["beta"]);
    expect(overVoice.rows).toEqual([]);
    expect(named.rows.map((row) => row.slug)).toEqual(["beta"]);
    expect(asPattern.rows).toEqual([]);
    expect(await world.ports.vendors.countriesOfVendors(ann, [alpha.id, beta.id])).toEqual([
      [],
      ["ID"],
    ]);
  });
});

describe("pauses", () => {
  it("hold for the tenant that set them, until it resumes exactly there", async () => {
    const place = { slug: "alpha", channel: "SMS", country: "ID" } as const;
    expect(codesOf(await pauseVendor(world.ports, ann, place, "Too slow.", now))).toBe("ok");
    expect(codesOf(await pauseVendor(world.ports, ann, place, "Again.", now))).toBe("ok");
    const [forAnn] = await world.ports.vendors.healthOfVendors(ann, [alpha.id]);
    const [forBob] = await world.ports.vendors.healthOfVendors(bob, [alpha.id]);

    expect(forAnn?.pauses).toHaveLength(1);
    expect(forAnn && vendorHealth(forAnn, { channel: "SMS", country: "ID" })).toMatchObject({
      state: "PINNED_OFF",
      reason: { kind: "PAUSED_BY_TENANT", place: null, reason: "Too slow." },
      since: now,
    });
    expect(forAnn && vendorHealth(forAnn, {}).state).toBe("DEGRADED");
    expect(forAnn && vendorHealth(forAnn, { channel: "EMAIL" }).state).toBe("HEALTHY");
    expect(forBob?.pauses).toEqual([]);
    expect(codesOf(await resumeVendor(world.ports, bob, place, later))).toBe("NOT_PAUSED@");
    const wider = { ...place, country: null };
    expect(codesOf(await resumeVendor(world.ports, ann, wider, later))).toBe("NOT_PAUSED@");
    expect(codesOf(await resumeVendor(world.ports, ann, place, later))).toBe("ok");
    expect(codesOf(await resumeVendor(world.ports, ann, place, later))).toBe("NOT_PAUSED@");
  });

  it("of an operator hold for everybody and are the operator's to end", async () => {
    const place = { slug: "beta", channel: null, country: null };
    await pauseVendor(world.ports, world.operator, place, "Fraud.", now);
    const [facts] = await world.ports.vendors.healthOfVendors(bob, [beta.id]);

    expect(facts && vendorHealth(facts, {}).state).toBe("PINNED_OFF");
    expect(codesOf(await resumeVendor(world.ports, bob, place, later))).toBe("NOT_PAUSED@");
    expect(codesOf(await resumeVendor(world.ports, world.operator, place, later))).toBe("ok");
  });

  it("refuse unknown vendors, channels that are not offered, and unknown countries", async () => {
    const pause = (slug: string, channel: "SMS" | "RCS", country: string, reason: string) =>
      pauseVendor(world.ports, ann, { slug, channel, country }, reason, now).then(codesOf);

    expect(await pause("nobody", "SMS", "ID", "x")).toBe("VENDOR_NOT_FOUND@slug");
    expect(await pause("alpha", "RCS", "ZZ", " ")).toBe(
      "INVALID_TEXT@reason CHANNEL_NOT_OFFERED@channel UNKNOWN_COUNTRY@country",
    );
  });
});

describe("vendor accounts", () => {
  it("keep their credentials sealed, show four characters, and are the tenant's own", async () => {
    const made = await connect(ann, "main");
    const account = made.ok ? made.value : null;
    const { rows } = await world.database.owner.query<{ credentials: Buffer; tenant_id: string }>(
      "select credentials, tenant_id from vendor_account where id = $1",
      [account?.id],
    );

    expect(account?.credentialHints).toEqual([
      { name: "apiKey", endsWith: "cdef" },
      { name: "secret", endsWith: "ue99" },
    ]);
    expect(account?.maxPerSecond).toBe(50);
    expect(rows[0]?.tenant_id).toBe(ann.tenantId);
    expect(rows[0]?.credentials.includes("topsecret")).toBe(false);
    expect(JSON.stringify(await world.ports.accounts.accounts(ann))).not.toContain("topsecret");
    expect((await world.ports.accounts.accounts(bob)).map((row) => row.id)).not.toContain(
      account?.id,
    );
    expect(world.bus.said).toContain(`rules ${ann.tenantId}`);
  });

  it("of another tenant are not found, whatever is asked of them", async () => {
    const made = await connect(ann, "hers");
    const id = made.ok ? made.value.id : "";
    const { ports } = world;
    const checker = { check: () => Promise.reject(new Error("must not be asked")) };

    expect(await ports.accounts.accountsById(bob, [id])).toEqual([null]);
    expect(codesOf(await disconnectVendor(ports, bob, id, now))).toBe("NOT_FOUND@id");
    expect(codesOf(await rotateVendorCredentials(ports, bob, id, credentials))).toBe(
      "NOT_FOUND@id",
    );
    expect(codesOf(await testVendorAccount({ ...ports, checker }, bob, id, () => now))).toBe(
      "NOT_FOUND@id",
    );
    expect(
      codesOf(await testVendorAccount({ ...ports, checker }, world.operator, id, () => now)),
    ).toBe("NOT_FOUND@id");
    expect((await ports.accounts.accountsById(ann, [id]))[0]?.disconnectedAt).toBeNull();
  });

  it("are checked with the credentials as given, and no more than every 5 s", async () => {
    const made = await connect(ann, "checked");
    const id = made.ok ? made.value.id : "";
    const asked: unknown[] = [];
    const checker = {
      check: (question: unknown) => {
        asked.push(question);
        return Promise.resolve({ ok: false, message: "wrong key" });
      },
    };
    const ports = { ...world.ports, checker };
    const after = (ms: number) => () => new Date(now.getTime() + ms);
    const checked = await testVendorAccount(ports, ann, id, after(1));
    const again = await testVendorAccount(ports, ann, id, after(5_000));
    const rotated = await rotateVendorCredentials(ports, ann, id, credentials);

    expect(asked).toMatchObject([
      {
        vendorSlug: "alpha",
        adapter: "pretend",
        credentials: { apiKey: "0123456789abcdef", secret: "topsecretvalue99" },
      },
    ]);
    expect(checked.ok && checked.value).toMatchObject({
      lastCheckOk: false,
      lastCheckMessage: "wrong key",
    });
    expect(codesOf(again)).toBe("RATE_LIMITED@id");
    expect(again.ok ? 0 : again.errors[0]?.retryAfterMs).toBe(1);
    expect(rotated.ok && rotated.value.lastCheckedAt).toBeNull();
  });

  it("are disconnected for good and keep the first time", async () => {
    const made = await connect(ann, "gone");
    const id = made.ok ? made.value.id : "";
    await disconnectVendor(world.ports, ann, id, now);
    const again = await disconnectVendor(world.ports, ann, id, later);
    const reused = await connect(ann, "gone");

    expect(again.ok && again.value.disconnectedAt).toEqual(now);
    expect(codesOf(await rotateVendorCredentials(world.ports, ann, id, credentials))).toBe(
      "ACCOUNT_DISCONNECTED@id",
    );
    expect(codesOf(reused)).toBe("ok");
    expect(codesOf(await connect(ann, "gone"))).toBe("LABEL_TAKEN@label");
  });

  it("need every credential once and no other, sound senders, and channels on offer", async () => {
    const [apiKey] = credentials;
    const codes = (more: object) => connect(ann, "bad", more).then(codesOf);

    expect(await codes({ vendor: "nobody" })).toBe("VENDOR_NOT_FOUND@vendor");
    expect(await codes({ credentials: [apiKey] })).toBe("CREDENTIAL_MISSING@credentials");
    expect(await codes({ credentials: [...credentials, { key: "pin", value: "1" }] })).toBe(
      "CREDENTIAL_UNKNOWN@credentials.2.key",
    );
    expect(await codes({ credentials: [...credentials, apiKey] })).toBe(
      "DUPLICATE_ITEM@credentials.2.key",
    );
    expect(await codes({ channels: ["WHATSAPP"] })).toBe("CHANNEL_NOT_OFFERED@channels.0");
    expect(await codes({ maxPerSecond: 0 })).toBe("OUT_OF_RANGE@maxPerSecond");
    expect(await codes({ senders: [{ channel: "EMAIL", country: null, value: "a@b.co" }] })).toBe(
      "INVALID_SENDER@senders.0.channel",
    );
    expect(
      await codes({ senders: [{ channel: "SMS", country: "ZZ", value: "no good sender" }] }),
    ).toBe("UNKNOWN_COUNTRY@senders.0.country INVALID_SENDER@senders.0.value");
    expect(await codes({ label: "x".repeat(101) })).toBe("TOO_LONG@label");
  });
});
