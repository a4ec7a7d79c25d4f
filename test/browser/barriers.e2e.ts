import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrive, enter, look, lookInBoth, paint } from "./look.js";
import { openBrowser, openPage, type WatchedPage } from "./open-browser.js";
import { OneWorld } from "./one-world.js";
import { tabTo } from "./tab-to.js";

const world = new OneWorld();
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  await world.client().ask(
    `mutation { createPlan(input: { key: "barriers", name: "Barriers", steps: [
       { channel: SMS, vendors: [{ vendor: "globex" }] }] }) { plan { id } } }`,
  );
});

afterAll(() => browser?.close());

/** Where a dialog is opened, and by what. */
type Opener = readonly [path: string, button: string];

const tenantsDialogs: readonly Opener[] = [
  ["/settings", "Connect an account"],
  ["/settings?tab=budgets", "Set a budget"],
  ["/settings?tab=keys", "New key"],
  ["/settings?tab=keys", "Revoke Demo owner"],
  ["/alerts", "Pause here"],
  ["/live", "Send a code"],
  ["/plans/barriers", "Suggest"],
  ["/plans/barriers", "Edit"],
  ["/plans/barriers", "Archive this plan"],
];
const operatorsDialogs: readonly Opener[] = [
  ["/operator?part=tenants", "New tenant"],
  ["/operator?part=tenants", "Change Demo"],
  ["/operator?part=vendors", "for everybody"],
  ["/operator?part=rates", "Set a rate"],
];

/** Whether the focus is in a dialog, or has left the page for the browser's own controls. */
const isHeld = `document.activeElement === document.body
  || document.activeElement.closest("dialog") !== null`;

/** What keeps somebody out of a dialog, and what is wrong with the way in and out of it. */
async function lookIn(
  opened: WatchedPage,
  [path, name]: Opener,
  theme: "light" | "dark",
): Promise<readonly string[]> {
  const { page } = opened;
  await paint(page, theme);
  const opener = page.getByRole("button", { name }).first();
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  const found = [...(await look(opened, `${name}, ${theme}`, "all", "dialog"))];
  for (const way of ["Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"]) {
    await page.keyboard.press(way);
    if (!(await page.evaluate(isHeld))) {
      found.push(`${path}, ${name}: ${way} leaves the dialog`);
    }
  }
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const isGivenBack = (await opener.and(page.locator(":focus")).count()) === 1;
  return isGivenBack ? found : [...found, `${path}, ${name}: the focus is not given back`];
}

async function lookAtAll(
  as: "tenant" | "operator",
  pages: readonly string[],
  dialogs: readonly Opener[],
): Promise<readonly string[]> {
  const opened = await openPage(browser, world.url);
  const { page, complaints } = opened;
  await enter(page, as);
  const found: string[] = [];
  for (const path of new Set([...pages, ...dialogs.map(([where]) => where)])) {
    await page.goto(path);
    await arrive(page);
    if (pages.includes(path)) {
      found.push(...(await lookInBoth(opened, "main")));
    }
    for (const opener of dialogs.filter(([where]) => where === path)) {
      // Dialogs are made of the same few parts: each in one theme shows them in both.
      const theme = dialogs.indexOf(opener) % 2 === 0 ? "light" : "dark";
      found.push(...(await lookIn(opened, opener, theme)));
    }
  }
  await page.context().close();
  return [...found, ...complaints];
}

test("nothing in the settings or in a dialog keeps somebody out, and the focus stays", async () => {
  const tabs = ["/settings?tab=messages", "/settings?tab=budgets", "/settings?tab=keys"];

  expect(await lookAtAll("tenant", tabs, tenantsDialogs)).toEqual([]);
});

test("nor in the operator's", async () => {
  const parts = ["tenants", "vendors", "prices", "rates"].map((part) => `/operator?part=${part}`);

  expect(await lookAtAll("operator", parts, operatorsDialogs)).toEqual([]);
});

/** The channels of the steps in their order. */
function channels(page: Page): Promise<readonly string[]> {
  return page.locator(".step-card .step-head .channel").allTextContents();
}

test("a plan is composed with nothing but the keyboard", async () => {
  const { page, complaints } = await openPage(browser, world.url);
  const { keyboard } = page;
  await enter(page, "tenant");
  await page.goto("/plans/new");
  await tabTo(page, /^SMS$/);
  await keyboard.press("Enter");
  await tabTo(page, /^E-mail$/);
  await keyboard.press("Enter");
  await page.locator(".step-card").nth(1).waitFor();
  await tabTo(page, /^Drag step 2/);
  await keyboard.press("ArrowUp");
  await page.getByRole("status").getByText("Step is now number 1").waitFor();
  expect(await channels(page)).toEqual(["E-mail", "SMS"]);
  // The focus goes with the step, so that it can be moved on.
  await keyboard.press("ArrowDown");
  await page.getByRole("status").getByText("Step is now number 2").waitFor();
  expect(await channels(page)).toEqual(["SMS", "E-mail"]);

  await tabTo(page, /^Name$/);
  await keyboard.type("By keyboard");
  await tabTo(page, /^Key$/);
  await keyboard.type("by-keyboard");
  await tabTo(page, /^Make the plan/);
  await keyboard.press("Enter");
  await page.getByText("by-keyboard · revision 1").waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

const menu = ["Market", "Live", "Plans", "Analytics", "Cost", "Alerts", "Widget", "Settings"];
const tabs = ["Messages", "Budgets", "API keys"];
const addresses = ["/market/nusatext", "/plans/barriers", "/plans/new", "/operator", "/nowhere"];

/** Goes to every page and part, whether it opens to the key or not; returns what alarms on it. */
async function visitAll(page: Page): Promise<readonly string[]> {
  const alarms: string[] = [];
  const read = async () => {
    await arrive(page);
    const told = await page.locator("main [role=alert]").allTextContents();
    alarms.push(...told.filter((text) => text !== "").map((text) => `${page.url()}: ${text}`));
  };
  for (const name of menu) {
    await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: new RegExp(`^${name}`) }).waitFor();
    await read();
  }
  for (const name of tabs) {
    await page.getByRole("main").getByRole("link", { name }).click();
    await page.locator("main a[aria-current=page]", { hasText: name }).waitFor();
    await read();
  }
  for (const path of addresses) {
    await page.goto(path);
    await read();
  }
  return alarms;
}

/** What fails on any page, or is refused to it. */
async function failuresOf(role: string): Promise<readonly string[]> {
  const { page, complaints } = await openPage(browser, world.url);
  const secret = await world.makeKey(`everywhere as ${role}`, role);
  const refused: string[] = [];
  const reads: Promise<unknown>[] = [];
  page.on("response", (answer) => {
    const read = async () => {
      const text = await answer.text().catch(() => "");
      if (text.includes('"errors":[{')) {
        refused.push(`${page.url()}: ${text.slice(0, 200)}`);
      }
    };
    if (answer.url().endsWith("/graphql")) {
      reads.push(read());
    }
  });
  await page.goto("/");
  await page.getByLabel("API key").fill(secret);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator(".sidebar").waitFor();
  const alarms = await visitAll(page);
  await Promise.all(reads);
  await page.context().close();
  return [...refused, ...alarms, ...complaints];
}

test("no page asks for what a key that only looks on, or only pays, is refused", async () => {
  const [viewers, payers] = await Promise.all([failuresOf("VIEWER"), failuresOf("BILLING")]);

  expect(viewers).toEqual([]);
  expect(payers).toEqual([]);
});
