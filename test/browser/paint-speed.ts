import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import fastify from "fastify";
import { build } from "vite";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { registerDashboard } from "../../src/http/dashboard.js";
import { LiveWorld } from "../support/live-world.js";
import { root } from "../support/source-files.js";
import { openBrowser, openPage } from "./open-browser.js";

const rounds = 3;
const folder = path.join(root, "dist", "bare-page");

/** As Lighthouse plays a phone: slow 4G, and a processor of a quarter of the speed. */
const slow4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1_600 * 1_024) / 8,
  uploadThroughput: (750 * 1_024) / 8,
};
const cpuTimes = 4;

let world: LiveWorld;
let browser: Browser;
let dashboard = "";
let bare = "";
const app = fastify();

beforeAll(async () => {
  [world, browser] = await Promise.all([LiveWorld.open(), openBrowser()]);
  dashboard = (await world.start()).url;
  bare = await serveBare();
});

afterAll(async () => {
  await browser?.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  await world?.close();
});

/** What Vite and React alone make of a heading and a button, served in the same way. */
async function serveBare(): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, "index.html"),
    '<!doctype html><title>Bare</title><link rel="icon" href="data:,"><div id="root"></div>' +
      '<script type="module" src="./main.js"></script>',
  );
  writeFileSync(
    path.join(folder, "main.js"),
    `import { createElement as h, useState } from "react";
     import { createRoot } from "react-dom/client";
     function Page() {
       const [count, setCount] = useState(0);
       return h("main", null, h("h1", null, "Bare"),
         h("button", { onClick: () => setCount(count + 1) }, "Clicked " + count));
     }
     createRoot(document.getElementById("root")).render(h(Page));`,
  );
  await build({ root: folder, logLevel: "warn", configFile: false });
  await registerDashboard(app, path.join(folder, "dist"));
  return await app.listen({ port: 0, host: "127.0.0.1" });
}

/** Notes how long each interaction takes until the page has painted what came of it. */
const observe = `window.interactions = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.interactionId > 0) interactions.push(entry.duration);
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });`;

interface Opened {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

async function openThrottled(origin: string): Promise<Opened> {
  const { page } = await openPage(browser, origin, { reducedMotion: "no-preference" });
  await page.addInitScript(observe);
  const debug = await page.context().newCDPSession(page);
  await debug.send("Network.enable");
  await debug.send("Network.emulateNetworkConditions", slow4G);
  await debug.send("Emulation.setCPUThrottlingRate", { rate: cpuTimes });
  return { page, close: () => page.context().close() };
}

/** Milliseconds from the request of the page to the first thing that is seen. */
async function firstPaint(page: Page, text: string): Promise<number> {
  await page.goto("/");
  await page.getByText(text).first().waitFor();
  return (await page.evaluate(
    `performance.getEntriesByName("first-contentful-paint")[0].startTime`,
  )) as number;
}

/** The longest of the page's interactions; quicker ones than 16 ms are not told by browsers. */
async function slowest(page: Page): Promise<number> {
  await page.waitForTimeout(600);
  return (await page.evaluate("Math.max(16, ...interactions)")) as number;
}

async function visitBare(): Promise<Record<string, number>> {
  const { page, close } = await openThrottled(bare);
  const paint = await firstPaint(page, "Bare");
  for (let click = 0; click < 5; click += 1) {
    await page.getByRole("button").click();
  }
  const interaction = await slowest(page);
  await close();
  return { paint, interaction };
}

async function visitDashboard(): Promise<Record<string, number>> {
  const { page, close } = await openThrottled(dashboard);
  const paint = await firstPaint(page, "One-time passwords that arrive.");
  for (const name of ["ID, Bahasa Indonesia", "EN, English", "Dark", "Light"]) {
    await page.getByRole("button", { name, exact: true }).click();
  }
  const signIn = await slowest(page);
  await page.getByRole("button", { name: "Enter as a tenant" }).click();
  await page.getByRole("link", { name: "NusaText" }).first().waitFor();
  await page.evaluate("interactions.length = 0");
  const sorters = page.locator("button.sorter");
  for (const at of [0, 1, 2, 1]) {
    await sorters.nth(at).click();
  }
  await page.locator(".segments button").nth(1).click();
  const market = await slowest(page);
  await page.evaluate("interactions.length = 0");
  await page.getByRole("link", { name: "Live", exact: true }).click();
  await page.getByRole("heading", { name: "Live", exact: true }).waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Send a code" }).click();
  await page.getByRole("dialog").waitFor();
  const live = await slowest(page);
  await close();
  return { paint, signIn, market, live };
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test("how soon pages paint, against a bare page", { timeout: 600_000 }, async () => {
  const seen: { bare: Record<string, number>; own: Record<string, number> }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    seen.push({ bare: await visitBare(), own: await visitDashboard() });
  }
  const of = (whose: "bare" | "own", what: string) =>
    middle(seen.map((one) => one[whose][what] ?? 0));
  const line = (name: string, own: number, other: number) =>
    `${name.padEnd(40)} ${own.toFixed(0).padStart(5)} ms, ` +
    `bare ${other.toFixed(0).padStart(5)} ms, ratio ${(own / other).toFixed(2)}`;
  const [paint, interaction] = [of("bare", "paint"), of("bare", "interaction")];
  console.log(
    [
      line("first contentful paint, sign-in", of("own", "paint"), paint),
      line("interaction to next paint, sign-in", of("own", "signIn"), interaction),
      line("interaction to next paint, market", of("own", "market"), interaction),
      line("interaction to next paint, live", of("own", "live"), interaction),
    ].join("\n"),
  );
  expect(paint).toBeGreaterThan(0);
});
