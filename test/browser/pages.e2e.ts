import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, look, lookInBoth } from "./look.js";
import { openBrowser, openPage } from "./open-browser.js";
import { OneWorld } from "./one-world.js";

const world = new OneWorld();
let browser: Browser;

/** Each page of a tenant, with its name in Bahasa Indonesia where it has one of its own. */
const places: (readonly [path: string, title: string | null])[] = [
  ["/market", "Pasar"],
  ["/market/nusatext", null],
  ["/live", "Langsung"],
  ["/plans", "Rencana"],
  ["/plans/looks", null],
  ["/plans/new", null],
  ["/analytics", "Analitik"],
  ["/cost", "Biaya"],
  ["/alerts", "Peringatan"],
  ["/settings", "Pengaturan"],
  ["/widget", "Widget"],
  ["/nowhere", null],
];

beforeAll(async () => {
  browser = await openBrowser();
  await world.heal();
  const client = world.client();
  // A plan with a revision to tell apart from the one before, and a send by it.
  const { createPlan } = await client.ask<{ createPlan: { plan: { id: string } } }>(
    `mutation { createPlan(input: { key: "looks", name: "Looks", steps: [
       { channel: WHATSAPP, waitSec: 30, vendors: [{ vendor: "globex" }] },
       { channel: SMS, vendors: [{ vendor: "globex" }] }] }) { plan { id } } }`,
  );
  await client.ask(
    `mutation { revisePlan(id: "${createPlan.plan.id}", expectedRevision: 1, input: {
       key: "looks", name: "Looks", note: "SMS first.", steps: [
       { channel: SMS, waitSec: 20, vendors: [{ vendor: "globex" }] },
       { channel: WHATSAPP, vendors: [{ vendor: "globex" }] }] }) { plan { revision } } }`,
  );
  const { sendOtp } = await client.ask<{ sendOtp: { send: { id: string } } }>(
    `mutation { sendOtp(input: { planKey: "looks", phone: "${world.phone}",
       idempotencyKey: "looks" }) { send { id } } }`,
  );
  places.push([`/live/${sendOtp.send.id}`, null]);
});

afterAll(() => browser?.close());

test("the first page loads at most 200 kB of script, and each other page its own", async () => {
  const { page, complaints } = await openPage(browser, world.url);
  const sizes = new Map<string, number>();
  page.on("response", (answer) => {
    if (answer.request().resourceType() === "script") {
      void answer.body().then((body) => sizes.set(answer.url(), gzipSync(body).length));
    }
  });
  const loaded = () => [...sizes.values()].reduce((sum, size) => sum + size, 0);
  await page.goto("/", { waitUntil: "networkidle" });
  const landing = loaded();
  await enter(page, "tenant");
  await page.waitForLoadState("networkidle");
  const market = loaded();

  expect(landing).toBeGreaterThan(20_000);
  expect(landing).toBeLessThanOrEqual(200 * 1_024);
  expect(market).toBeLessThanOrEqual(200 * 1_024);
  expect(market).toBeGreaterThan(landing);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("nothing on any page keeps somebody out, light or dark", async () => {
  const opened = await openPage(browser, world.url);
  const { page, complaints } = opened;
  await page.goto("/");
  const barriers = [...(await lookInBoth(opened))];
  await enter(page, "tenant");
  for (const [path] of places) {
    await page.goto(path);
    barriers.push(...(await lookInBoth(opened)));
  }
  await page.goto("/live");
  await page.getByRole("button", { name: "Send a code" }).click();
  await page.getByRole("dialog").waitFor();
  barriers.push(...(await lookInBoth(opened)));

  expect(barriers).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("nor on the operator's", async () => {
  const opened = await openPage(browser, world.url);
  const { page, complaints } = opened;
  await enter(page, "operator");
  const barriers: string[] = [];
  for (const path of ["/operator", "/alerts"]) {
    await page.goto(path);
    barriers.push(...(await lookInBoth(opened)));
  }
  expect(barriers).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("all pages fit a phone, and speak Bahasa Indonesia", async () => {
  const opened = await openPage(browser, world.url, {
    viewport: { width: 390, height: 844 },
    locale: "id-ID",
    colorScheme: "dark",
    hasTouch: true,
  });
  const { page, complaints } = opened;
  await enter(page, "tenant");
  await page.getByRole("button", { name: "Menu" }).tap();
  await page.getByRole("link", { name: "Biaya" }).tap();
  await page.getByRole("heading", { name: "Biaya", exact: true }).waitFor();
  const misfits: string[] = [];
  for (const [path, title] of places) {
    await page.goto(path);
    misfits.push(...(await look(opened, "phone")));
    const [width, language, heading] = (await page.evaluate(
      `[document.documentElement.scrollWidth, document.documentElement.lang,
        document.querySelector("h1")?.textContent]`,
    )) as [number, string, string | null];
    if (width > 390 || language !== "id" || !(heading ?? "").startsWith(title ?? "")) {
      misfits.push(`${path}: ${width} px wide, lang ${language}, “${heading}”`);
    }
  }
  expect(misfits).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});
