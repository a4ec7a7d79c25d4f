import type { Page } from "playwright-core";
import { findBarriers, type Rules } from "./find-barriers.js";
import type { WatchedPage } from "./open-browser.js";

/** Signs in at the demo's door. */
export async function enter(page: Page, as: "tenant" | "operator"): Promise<void> {
  await page.goto("/");
  await page
    .locator(".door-demo button")
    .nth(as === "tenant" ? 0 : 1)
    .click();
  await page.locator(".sidebar").waitFor({ state: "attached" });
}

/** Waits until a page is all there. */
export async function arrive(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.locator(".bone-line").first().waitFor({ state: "detached" });
}

/** A figure that is being reckoned anew is pale: what is there for a moment keeps nobody out. */
const looksMost = 5;
const betweenLooksMs = 700;

/** What keeps somebody out of the page, or of a part of it, as it is. */
export async function look(
  { page }: WatchedPage,
  how: string,
  rules: Rules = "all",
  within?: string,
): Promise<readonly string[]> {
  await arrive(page);
  const where = new URL(page.url());
  let found = await findBarriers(page, rules, within);
  for (let looks = 1; looks < looksMost && found.length > 0; looks += 1) {
    await page.waitForTimeout(betweenLooksMs);
    found = await findBarriers(page, rules, within);
  }
  return found.map((barrier) => `${where.pathname}${where.search} ${how}: ${barrier}`);
}

/** As the switch in the corner does it, without a walk to it on each page. */
export async function paint(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.evaluate(`document.documentElement.dataset.theme = "${theme}"`);
}

/** All of it in light, and the colours in dark. */
export async function lookInBoth(opened: WatchedPage, within?: string): Promise<readonly string[]> {
  const light = await look(opened, "light", "all", within);
  await paint(opened.page, "dark");
  const dark = await look(opened, "dark", "colours", within);
  await paint(opened.page, "light");
  return [...light, ...dark];
}
