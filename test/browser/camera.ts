import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { root } from "../support/source-files.js";

/** Ignored by git. */
const folder = path.join(root, "test", "browser", "screenshots");
/** A browser paints no surface without end. */
const heightMax = 6_000;

export const screens = {
  wide: { width: 1360, height: 900 },
  middle: { width: 1100, height: 800 },
  phone: { width: 390, height: 844 },
  narrow: { width: 360, height: 740 },
} as const;

/** Waits until what a page asked for is there, and its fonts. */
export async function settle(page: Page): Promise<void> {
  await page.locator("h1, dialog").first().waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.locator(".bone-line").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready");
}

/** Two paintings on: what follows the width of the window has followed it. */
const painted = `new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))`;

/** Takes a picture of the page from top to bottom, in a window as high as that. */
export async function takeWhole(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? screens.wide;
  const height = (await page.evaluate("document.documentElement.scrollHeight")) as number;
  await page.setViewportSize({
    width: before.width,
    height: Math.min(heightMax, Math.max(before.height, height)),
  });
  await take(page, name);
  await page.setViewportSize(before);
}

/** Takes a picture of what the window shows. */
export async function take(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.evaluate(painted);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
