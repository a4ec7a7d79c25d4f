import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../support/until.js";
import { findBarriers } from "./find-barriers.js";
import { enter } from "./look.js";
import { openBrowser, openPage } from "./open-browser.js";
import { OneWorld } from "./one-world.js";

const world = new OneWorld();
/** So many failures in a row take a vendor out. */
const failuresToOpen = 5;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await world.heal();
  await browser?.close();
});

async function enterAt(as: "tenant" | "operator", path: string) {
  const opened = await openPage(browser, world.url);
  await enter(opened.page, as);
  await opened.page.goto(path);
  return opened;
}

/** A send that only the vendor may carry; its failing is over when this returns. */
async function failOnce(index: number): Promise<void> {
  const client = world.client();
  const { sendOtp } = await client.ask<{ sendOtp: { send: { id: string } } }>(
    `mutation { sendOtp(input: { planKey: "eurolink-only", phone: "+4915123456${index + 10}0",
       idempotencyKey: "fail-${index}" }) { send { id } } }`,
  );
  await until("its attempt has failed", async () => {
    const { send } = await client.ask<{ send: { attempts: readonly { status: string }[] } }>(
      `{ send(id: "${sendOtp.send.id}") { attempts { status } } }`,
    );
    return send.attempts.some(({ status }) => status === "REJECTED");
  });
}

test("a vendor that fails is shown as taken out, and when it is tried again", async () => {
  await world.client().ask(
    `mutation { createPlan(input: { key: "eurolink-only", name: "Eurolink only", steps: [
       { channel: SMS, vendors: [{ vendor: "eurolink" }] }] }) { plan { id } } }`,
  );
  const tenant = await enterAt("tenant", "/market?country=DE&channel=SMS");
  const row = tenant.page.getByRole("row", { name: /Eurolink/ }).first();
  await row.waitFor();
  expect(await row.getByText("Taken out").count()).toBe(0);
  const operator = await enterAt("operator", "/operator");
  await operator.page.getByRole("heading", { name: "Sends per second" }).waitFor();

  // Heard from now on: a notice goes by itself after a while.
  const toast = operator.page.locator(".toast", { hasText: /eurolink/i }).first();
  const hasPopped = toast.getByText("A new alert").waitFor();
  await world.fail("eurolink", "refuse_connection");
  for (let index = 0; index < failuresToOpen; index += 1) {
    await failOnce(index);
  }

  // The market of somebody else follows without being asked.
  await row.getByText("Taken out").waitFor();
  // And the operator was told, on whichever page.
  await hasPopped;
  expect(await findBarriers(operator.page)).toEqual([]);
  await operator.page.getByRole("link", { name: "Alerts" }).click();
  const trouble = operator.page.locator(".trouble", { hasText: "Eurolink" });
  await trouble.getByText("Taken out").waitFor();
  const probe = trouble.getByRole("timer");
  const before = await probe.textContent();
  expect(before).toMatch(/^tried again in \d+ s$|^tried with the next send$/);
  if (before !== "tried with the next send") {
    await until("the time to the next try gets less", async () => {
      return (await probe.textContent()) !== before;
    });
  }
  expect(await findBarriers(operator.page)).toEqual([]);
  expect([...tenant.complaints, ...operator.complaints]).toEqual([]);
  await tenant.page.context().close();
  await operator.page.context().close();
});
