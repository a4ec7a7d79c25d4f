import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBarriers } from "./find-barriers.js";
import { openBrowser, openPage, type WatchedPage } from "./open-browser.js";
import { OneWorld } from "./one-world.js";

const world = new OneWorld();
let browser: Browser;
let tenant: WatchedPage;

beforeAll(async () => {
  await world.client().ask(
    `mutation { createPlan(input: { key: "texts", name: "Texts", steps: [
       { channel: SMS, vendors: [{ vendor: "nusatext" }] }] }) { plan { id } } }`,
  );
  browser = await openBrowser();
  tenant = await openPage(browser, world.url);
  await tenant.page.goto("/");
  await tenant.page.getByRole("button", { name: "Enter as a tenant" }).click();
  await tenant.page.locator(".sidebar").waitFor({ state: "attached" });
});

afterAll(async () => {
  await tenant?.page.context().close();
  await browser?.close();
});

/** The open sheet's form. */
const sheet = (page: Page) => page.getByRole("dialog");

async function fillCredentials(page: Page, apiKey: string, callbackSecret: string): Promise<void> {
  await sheet(page).getByLabel("API key", { exact: true }).fill(apiKey);
  await sheet(page).getByLabel("Callback secret", { exact: true }).fill(callbackSecret);
}

test("an account is connected, tested, put right and disconnected", async () => {
  const { page } = tenant;
  const trial = await world.trialOf("bharatsend");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Connect an account" }).click();
  await sheet(page).getByLabel("Search vendors").fill("bharat");
  await sheet(page)
    .getByRole("button", { name: /BharatSend/ })
    .click();
  await sheet(page).getByLabel("What you call it").fill("Own lines");
  await fillCredentials(page, `${trial.apiKey}0`, trial.callbackSecret);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Connect and test" }).click();
  await page.getByText("Own lines is connected, but does not work yet").waitFor();
  await sheet(page).getByRole("button", { name: "Done" }).click();

  const row = page.locator(".account-row", { hasText: "Own lines" });
  await row.getByText("Does not work").waitFor();
  await row.getByRole("button", { name: "New credentials" }).click();
  await fillCredentials(page, trial.apiKey, trial.callbackSecret);
  await page.getByRole("button", { name: "Save and test" }).click();
  await page.getByText("The new credentials work").waitFor();
  await sheet(page).getByRole("button", { name: "Done" }).click();
  await row.getByText(`…${trial.apiKey.slice(-4)}`).waitFor();

  await row.getByRole("button", { name: "Test" }).click();
  await row.getByText("Works").waitFor();
  await row.getByRole("button", { name: "Disconnect" }).click();
  await sheet(page).getByText("No plan in force names it.").waitFor();
  await sheet(page).getByRole("button", { name: "Disconnect" }).click();
  await page.getByText("Disconnected (1)").waitFor();
  expect(await row.count()).toBe(0);
  expect(tenant.complaints).toEqual([]);
});

test("a text is written beside what will arrive and the parts that it takes", async () => {
  const { page } = tenant;
  await page.goto("/settings?tab=messages&plan=texts");
  await page.getByRole("button", { name: "Write a text" }).click();
  const text = page.getByLabel("Text", { exact: true });
  await text.fill("{code} opens {brand}. Good for {minutes} minutes.");
  await page.getByText(/^\d{6} opens .+\. Good for \d+ minutes\.$/).waitFor();
  await page.getByText("1 part", { exact: true }).waitFor();
  await page.getByText("GSM-7 alphabet").waitFor();

  await text.fill(`{code} opens {brand}. ${"Keep it to yourself. ".repeat(8)}“Thanks”`);
  await page.getByText("3 parts, each billed").waitFor();
  await page.getByText(/^· Unicode$/).waitFor();
  await page.getByRole("button", { name: "Use plain ones" }).click();
  await page.getByText("2 parts, each billed").waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole("button", { name: "Save as revision 2" }).click();
  await page.getByText("Saved as revision 2").waitFor();
  const { plan } = await world.client().ask<{
    plan: { current: { number: number; messages: readonly { body: string }[] } };
  }>(`{ plan(key: "texts") { current { number messages { body } } } }`);
  expect(plan.current.number).toBe(2);
  expect(plan.current.messages.map(({ body }) => body)).toEqual([
    `{code} opens {brand}. ${"Keep it to yourself. ".repeat(8)}"Thanks"`,
  ]);
  expect(tenant.complaints).toEqual([]);
});

test("a budget is set and stands there as a gauge; removed, it can be brought back", async () => {
  const { page } = tenant;
  await page.goto("/cost");
  await page.getByRole("button", { name: "Set a budget" }).click();
  await sheet(page).getByLabel("What it covers").selectOption("PLAN");
  await sheet(page).getByLabel("Plan", { exact: true }).selectOption({ label: "Texts" });
  await sheet(page).getByLabel("Starts anew").selectOption("DAY");
  await sheet(page).getByLabel("Limit (USD)").fill("nothing");
  await sheet(page).getByRole("button", { name: "Save" }).click();
  await sheet(page).locator(".problem").waitFor();
  await sheet(page).getByLabel("Limit (USD)").fill("12,5");
  expect(await findBarriers(page)).toEqual([]);
  await sheet(page).getByRole("button", { name: "Save" }).click();

  const budget = page.locator(".budget", { hasText: "Texts · Day" });
  await budget.getByText("of $12.50").waitFor();
  expect(await budget.locator("svg.gauge .spent").count()).toBe(1);
  await budget.getByRole("button", { name: "Remove" }).click();
  await sheet(page).getByRole("button", { name: "Remove" }).click();
  await budget.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await budget.waitFor();
  expect(tenant.complaints).toEqual([]);
});
