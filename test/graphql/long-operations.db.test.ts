import { graphql } from "graphql";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type CatalogueApi, createCatalogueApi } from "../support/catalogue-api.js";

let api: CatalogueApi;
beforeAll(async () => {
  api = await createCatalogueApi(new Date("2026-11-22T03:00:00.000Z"));
});
afterAll(() => api.world.close());

it.each([
  ["importRateSheet", 'importRateSheet(input: { vendor: "nobody", csv: "x" })', "importId"],
  ["importExchangeRates", 'importExchangeRates(input: { csv: "x" })', "added"],
  [
    "reconcileInvoice",
    `reconcileInvoice(input: { vendor: "nobody", uploadId: "upl_x", format: CSV,
      range: { from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z" } })`,
    "userErrors { code }",
  ],
])("%s says that its answer may take long", async (_name, call, field) => {
  const waitLonger = vi.fn<() => void>();
  const contextValue = { ...api.contextOf(api.world.operator), waitLonger };

  const source = `mutation { ${call} { ${field} } }`;
  await graphql({ schema: api.schema, source, contextValue });

  expect(waitLonger).toHaveBeenCalledOnce();
});
