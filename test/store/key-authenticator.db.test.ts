import { afterAll, beforeAll, expect, it } from "vitest";
import type { KeyViewer } from "../../src/flow/viewer.js";
import { createApiKey } from "../../src/manage/keys/create-api-key.js";
import { revokeApiKey } from "../../src/manage/keys/revoke-api-key.js";
import { createKeyAuthenticator } from "../../src/store/key-authenticator.js";
import { createManageWorld, type ManageWorld, TestBus } from "../support/manage.js";
import { until } from "../support/until.js";

const now = new Date("2026-11-22T03:00:00.000Z");
const after = (ms: number) => new Date(now.getTime() + ms);
let world: ManageWorld;
let owner: KeyViewer;

beforeAll(async () => {
  world = await createManageWorld(now);
  owner = await world.tenant("ann");
});
afterAll(() => world.close());

async function makeKey(expiresAt: Date | null = null) {
  const request = { name: "k", role: "VIEWER", scopes: null, expiresAt, tenant: null } as const;
  const made = await createApiKey(world.ports, owner, request, now);
  if (!made.ok) {
    throw new Error("no key");
  }
  return made.value;
}

function authenticator(bus: TestBus = world.bus) {
  return createKeyAuthenticator(world.database.engine, bus, (error) => {
    throw error;
  });
}

it("knows a key by its secret alone, and takes no unknown, malformed or empty one", async () => {
  const { secret, apiKey } = await makeKey();
  const keys = authenticator();

  expect((await keys.authenticate(secret, now))?.viewer).toMatchObject({
    kind: "key",
    keyId: apiKey.id,
    tenantId: owner.tenantId,
    role: "VIEWER",
  });
  for (const wrong of [
    "",
    "sk_",
    `${secret}x`,
    secret.slice(0, -1),
    `sk_${"0".repeat(43)}`,
    "é".repeat(46),
  ]) {
    expect(await keys.authenticate(wrong, now)).toBeNull();
  }
});

it("refuses a key from the millisecond of its expiry on, however fresh its answer", async () => {
  const { secret } = await makeKey(after(500));
  const keys = authenticator();

  expect((await keys.authenticate(secret, after(499)))?.expiresAt).toEqual(after(500));
  expect(await keys.authenticate(secret, after(500))).toBeNull();
});

it("refuses a revoked key at once when told, and within a second when not", async () => {
  const { secret, apiKey } = await makeKey();
  const told = authenticator();
  const deaf = authenticator(new TestBus());
  await told.authenticate(secret, now);
  await deaf.authenticate(secret, now);
  await revokeApiKey(world.ports, owner, apiKey.id, now);

  expect(await told.authenticate(secret, now)).toBeNull();
  expect(await deaf.authenticate(secret, after(1_000))).toBeNull();
});

it("notes a use once a minute, however many calls there are", async () => {
  const { secret, apiKey } = await makeKey();
  const keys = authenticator();
  const lastUsed = async () => {
    const [row] = await world.ports.keys.keysById(owner, [apiKey.id]);
    return row?.lastUsedAt ?? null;
  };
  await Promise.all(Array.from({ length: 50 }, () => keys.authenticate(secret, now)));
  await until("the use is noted", async () => (await lastUsed())?.getTime() === now.getTime());
  await keys.authenticate(secret, after(59_999));
  await authenticator().authenticate(secret, after(59_999));
  expect(await lastUsed()).toEqual(now);
  await keys.authenticate(secret, after(60_000));
  await until(
    "the next use is noted",
    async () => (await lastUsed())?.getTime() === after(60_000).getTime(),
  );
});
