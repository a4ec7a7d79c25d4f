import { afterAll, beforeAll, expect, it } from "vitest";
import { type CatalogueApi, createCatalogueApi } from "../support/catalogue-api.js";

let api: CatalogueApi;

beforeAll(async () => {
  api = await createCatalogueApi(new Date("2026-11-22T03:00:00.000Z"));
});
afterAll(() => api.world.close());

const connect = `mutation($input: ConnectVendorInput!) { connectVendor(input: $input) {
  vendorAccount { id } userErrors { code } } }`;
const credentials = [
  { key: "apiKey", value: "0123456789abcdef" },
  { key: "secret", value: "abcdefghijklmnop" },
];

async function connected(label: string): Promise<string> {
  const input = { vendor: "alpha", label, channels: ["SMS"], credentials };
  const { connectVendor } = (await api.data(api.ann, connect, { input })) as unknown as {
    connectVendor: { vendorAccount: { id: string } };
  };
  return connectVendor.vendorAccount.id;
}

async function plan(key: string, accountIds: readonly string[]): Promise<string> {
  const vendors = accountIds.map((accountId) => ({ vendor: "alpha", accountId }));
  const input = { key, name: key, steps: [{ channel: "SMS", vendors }] };
  const { createPlan } = (await api.data(
    api.ann,
    `mutation($input: PlanInput!) {
      createPlan(input: $input) { plan { id } userErrors { code } } }`,
    { input },
  )) as unknown as { createPlan: { plan: { id: string } | null; userErrors: object[] } };
  expect(createPlan.userErrors).toEqual([]);
  return createPlan.plan?.id ?? "";
}

it("an account lists the plans in force that name it, and nobody else's", async () => {
  const own = await connected("own");
  const other = await connected("other");
  await connected("unused");
  await plan("login", [own]);
  await plan("again", [other, own]);
  const gone = await plan("gone", [own]);
  await api.data(api.ann, `mutation { archivePlan(id: "${gone}") { userErrors { code } } }`);
  const list = "{ vendorAccounts { label plans { key } } }";

  expect(await api.data(api.ann, list)).toEqual({
    vendorAccounts: [
      { label: "own", plans: [{ key: "again" }, { key: "login" }] },
      { label: "other", plans: [{ key: "again" }] },
      { label: "unused", plans: [] },
    ],
  });
  expect(await api.data(api.bob, list)).toEqual({ vendorAccounts: [] });
});
