import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBarriers } from "./find-barriers.js";
import { openBrowser, openPage } from "./open-browser.js";
import { OneWorld } from "./one-world.js";

const world = new OneWorld();
const sheet = [
  "channel,country,price,currency,billedOn",
  "SMS,NG,0.0311,USD,SUBMITTED",
  "SMS,MY,0.04,USD,SUBMITTED",
  "SMS,ZZ,0.01,USD,SUBMITTED",
].join("\n");

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test("an operator sees what a rate sheet would change before it does", async () => {
  const { page, complaints } = await openPage(browser, world.url);
  await page.goto("/");
  await page.locator(".door-demo button").nth(1).click();
  await page.locator(".sidebar").waitFor({ state: "attached" });
  await page.goto("/operator");
  await page.getByRole("heading", { name: "Sends per second" }).waitFor();
  await page.getByRole("button", { name: "Rate sheets" }).click();
  await page.getByLabel("Vendor", { exact: true }).selectOption("afrigate");

  const file = { name: "afrigate.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) };
  await page.getByLabel("Choose a rate sheet").setInputFiles(file);
  await page.getByRole("button", { name: "Apply 2 changes" }).waitFor();

  const moves = page.getByRole("region", { name: "What would change, the largest moves first" });
  await moves.getByRole("row", { name: /Nigeria/ }).waitFor();
  expect(await page.getByText("is not a country").count()).toBe(1);
  expect(await findBarriers(page)).toEqual([]);
  expect(await pricesOf("NG")).not.toContain("0.031100");

  // It is still there after another page was looked at.
  await page.getByRole("link", { name: "Alerts" }).click();
  await page.getByRole("heading", { name: "Alerts and health" }).waitFor();
  await page.goBack();
  await page.getByRole("button", { name: "Apply 2 changes" }).waitFor();
  // And after a reload: the address names the file, and the server tells again what it would do.
  await page.reload();
  await page.getByText("afrigate.csv").waitFor();
  await page.getByRole("button", { name: "Apply 2 changes" }).click();
  await page.getByText("the new prices are on the market").waitFor();

  expect(await pricesOf("NG")).toContain("0.031100");
  await page.getByText("1 new, 1 changed").waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

async function pricesOf(country: string): Promise<readonly string[]> {
  const { offers } = await world.client("operator").ask<{
    offers: { nodes: readonly { price: { amount: string } }[] };
  }>(
    `{ offers(filter: { vendors: ["afrigate"], countries: ["${country}"] }, first: 20) {
      nodes { price { amount } } } }`,
  );
  return offers.nodes.map(({ price }) => price.amount);
}
