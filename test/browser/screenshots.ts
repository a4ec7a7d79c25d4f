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
  "market",
  "market/nusatext",
  "live",
  "plans",
  "plans/login",
  "analytics",
  "cost",
  "alerts",
  "settings",
  "widget",
];
const themes = ["light", "dark"] as const;
const screens = [
  { name: "wide", width: 1360, height: 900 },
  { name: "phone", width: 390, height: 844 },
] as const;

let world: LiveWorld;
let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  [world, browser] = await Promise.all([LiveWorld.open(1), openBrowser()]);
  server = await world.start({ SANDI_DEMO_DAYS: "30" });
  await until("the past is played", () => /history: done/.test(server.output()), 240_000);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function shoot(page: Page, place: string, name: string): Promise<void> {
  await page.goto(`/${place}`);
  await page.locator("h1").waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.locator(".bone-line").first().waitFor({ state: "detached" });
  const file = `${place === "" ? "sign-in" : place.replace("/", "-")}-${name}.png`;
  await page.screenshot({ path: path.join(folder, file), fullPage: true });
}

test.each(themes.flatMap((theme) => screens.map((screen) => ({ theme, screen }))))(
  "every page, $theme, $screen.name",
  async ({ theme, screen }) => {
    const { page } = await openPage(browser, server.url, {
      colorScheme: theme,
      viewport: { width: screen.width, height: screen.height },
    });
    const name = `${screen.name}-${theme}`;
    await shoot(page, "", name);
    await page.getByRole("button", { name: "Enter as a tenant" }).click();
    await page.getByRole("heading", { name: "Market" }).waitFor();
    const { sends } = await world
      .client(server)
      .ask<{ sends: { nodes: { id: string }[] } }>("{ sends(first: 1) { nodes { id } } }");
    for (const place of [...places, `live/${sends.nodes[0]?.id}`]) {
      await shoot(page, place, name);
    }
    expect(sends.nodes).toHaveLength(1);
    await page.context().close();
  },
  240_000,
);
