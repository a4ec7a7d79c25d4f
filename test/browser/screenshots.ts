import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";
import { root } from "../support/source-files.js";
import { until } from "../support/until.js";
import { openBrowser, openPage } from "./open-browser.js";

/** Ignored by git. */
const folder = path.join(root, "test", "browser", "screenshots");

const places = [
  ["/market", "market"],
  ["/market/nusatext", "vendor"],
  ["/live", "live"],
  ["/plans", "plans"],
  ["/plans/login", "plan"],
  ["/plans/new", "plan-new"],
  ["/analytics", "analytics"],
  ["/cost", "cost"],
  ["/alerts", "alerts"],
  ["/settings", "settings"],
  ["/widget", "widget"],
] as const;
const operatorPlaces = [
  ["/operator", "operator"],
  ["/alerts", "operator-alerts"],
] as const;
const themes = ["light", "dark"] as const;
const screens = [
  { name: "wide", width: 1360, height: 900 },
  { name: "phone", width: 390, height: 844 },
] as const;
const phone = "+6281157953957";

let world: LiveWorld;
let server: ServerProcess;
let browser: Browser;
let sendId = "";

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  [world, browser] = await Promise.all([LiveWorld.open(), openBrowser()]);
  server = await world.start({ SANDI_DEMO_DAYS: "30" });
  await until("the past is played", () => /history: done/.test(server.output()), 240_000);
  sendId = await sendAround();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** A send whose WhatsApp message is lost, which comes by SMS and is verified. */
async function sendAround(): Promise<string> {
  const client = world.client(server);
  await client.ask(
    `mutation { createPlan(input: { key: "checkout-id", name: "Checkout, Indonesia", steps: [
       { channel: WHATSAPP, waitSec: 8, vendors: [{ vendor: "globex" }] },
       { channel: SMS, vendors: [{ vendor: "nusatext" }, { vendor: "globex" }] }] }) {
       userErrors { message } } }`,
  );
  for (const kind of ["drop_message", "hang"]) {
    await world.breakVendor({ vendor: "globex", channel: "WHATSAPP", kind, forSec: 60 });
  }
  const before = (await world.inbox(phone)).length;
  const { sendOtp } = await client.ask<{ sendOtp: { send: { id: string } } }>(
    `mutation { sendOtp(input: { planKey: "checkout-id", phone: "${phone}",
       idempotencyKey: "picture" }) { send { id } } }`,
  );
  const code = await until("the code arrives", async () => {
    const arrived = await world.inbox(phone);
    return arrived.length > before && arrived[0]?.code;
  });
  await client.ask(
    `mutation { verifyOtp(input: { sendId: "${sendOtp.send.id}", code: "${code}" }) { result } }`,
  );
  return sendOtp.send.id;
}

async function shoot(page: Page, place: string, name: string): Promise<void> {
  await page.goto(place);
  await page.locator("h1").waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.locator(".bone-line").first().waitFor({ state: "detached" });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

test.each(themes.flatMap((theme) => screens.map((screen) => ({ theme, screen }))))(
  "every page, $theme, $screen.name",
  async ({ theme, screen }) => {
    const { page } = await openPage(browser, server.url, {
      colorScheme: theme,
      viewport: { width: screen.width, height: screen.height },
    });
    const end = `${screen.name}-${theme}`;
    await shoot(page, "/", `sign-in-${end}`);
    await page.getByRole("button", { name: "Enter as a tenant" }).click();
    await page.getByRole("heading", { name: "Market" }).waitFor();
    for (const [place, name] of [...places, [`/live/${sendId}`, "send"] as const]) {
      await shoot(page, place, `${name}-${end}`);
    }
    await page.goto("/widget");
    await page.getByRole("button", { name: "It arrives" }).click();
    await page.getByRole("button", { name: "Send a code" }).click();
    await page.getByLabel("Enter the code of 6 digits").waitFor();
    await page.locator("button.bubble").first().waitFor();
    await page.screenshot({ path: path.join(folder, `widget-sent-${end}.png`), fullPage: true });
    await page.context().clearCookies();
    await page.goto("/");
    await page.getByRole("button", { name: "Enter as the operator" }).click();
    await page.locator(".sidebar").waitFor({ state: "attached" });
    for (const [place, name] of operatorPlaces) {
      await shoot(page, place, `${name}-${end}`);
    }
    expect(sendId).toMatch(/^snd_/);
    await page.context().close();
  },
  240_000,
);
