import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, openPage } from "./open-browser.js";
import { openSite, type Site } from "./open-site.js";
import { OneWorld } from "./one-world.js";
import { tabTo } from "./tab-to.js";

const world = new OneWorld();
let browser: Browser;
let site: Site;

beforeAll(async () => {
  browser = await openBrowser();
  site = await openSite(world.url);
  await world.heal();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function signIn(page: Page, secret: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("API key").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Market" }).waitFor();
}

/** Goes there by the menu: a key that only the page's memory holds is lost with the page. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
}

test("a wrong key is told, and opens nothing", async () => {
  const { page, complaints } = await openPage(browser, world.url);
  await page.goto("/cost");
  await page.getByLabel("API key").fill("sk_wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").waitFor();

  expect(await page.getByRole("navigation").count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("who only looks on sees no money, no numbers, and nothing that changes anything", async () => {
  const { page, complaints } = await openPage(browser, world.url);
  await signIn(page, await world.makeKey("looks on", "VIEWER"));
  await goTo(page, "Cost");
  await page.getByText("It needs the right BILLING_READ").waitFor();
  await goTo(page, "Widget");
  await page.getByText("It needs the right SEND").waitFor();
  await goTo(page, "Live");
  await page.locator("a.stream-row").first().waitFor();
  expect(await page.locator("a.stream-row").first().textContent()).toContain("•");
  expect(await page.getByRole("button", { name: "Send a code" }).count()).toBe(0);
  await goTo(page, "Plans");
  await page.getByRole("link", { name: /^Login/ }).click();
  await page.getByRole("heading", { name: "Step 1" }).waitFor();
  for (const name of ["Try it", "Make the plan", "Roll back"]) {
    expect([name, await page.getByRole("button", { name }).count()]).toEqual([name, 0]);
  }
  await goTo(page, "Settings");
  await page.getByRole("link", { name: "API keys" }).click();
  await page.getByText("KEY_ADMIN").first().waitFor();
  expect(await page.getByRole("button", { name: "New key" }).count()).toBe(0);

  expect(complaints).toEqual([]);
  await page.context().close();
});

test("who pays sees the money, sends nothing, and makes no keys", async () => {
  const { page, complaints } = await openPage(browser, world.url);
  await signIn(page, await world.makeKey("pays", "BILLING"));
  await goTo(page, "Cost");
  await page.locator(".figure").first().waitFor();
  await goTo(page, "Widget");
  await page.getByText("It needs the right SEND").waitFor();
  await goTo(page, "Live");
  await page.locator("a.stream-row").first().waitFor();
  expect(await page.locator("a.stream-row").first().textContent()).toContain("•");
  expect(await page.getByRole("button", { name: "Send a code" }).count()).toBe(0);
  await goTo(page, "Settings");
  await page.getByRole("link", { name: "API keys" }).click();
  await page.getByText("KEY_ADMIN").first().waitFor();
  // There is no way to it, and none by its address.
  expect(await page.getByRole("link", { name: "Operator" }).count()).toBe(0);

  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a code is sent, watched and verified with nothing but the keyboard", async () => {
  const { page, complaints } = await openPage(browser, world.url);
  const { keyboard } = page;
  await page.goto("/");
  await page.getByRole("heading").first().waitFor();
  await tabTo(page, /^Enter as a tenant/);
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Market" }).waitFor();
  await tabTo(page, /^Live$/);
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Live" }).waitFor();
  await tabTo(page, /^Send a code/);
  await keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  // Escape closes it, and gives the focus back to what opened it.
  await keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await keyboard.press("Enter");
  await tabTo(page, /^Phone number/);
  await keyboard.press("Enter");

  await page.locator("button.bubble").first().waitFor();
  await tabTo(page, new RegExp(`^(WhatsApp|SMS)`));
  await keyboard.press("Enter");
  await tabTo(page, /^Skip to content/);
  await keyboard.press("Enter");
  await tabTo(page, /^Check the code/);
  await keyboard.press("Enter");
  await page.getByText("Right. The send is verified.").waitFor();

  expect(complaints).toEqual([]);
  await page.context().close();
});

test("the sign-in is a cookie that no script reads and no other site sends", async () => {
  const { page } = await openPage(browser, world.url);
  await page.goto("/");
  await page.getByRole("button", { name: "Enter as a tenant" }).click();
  await page.getByRole("heading", { name: "Market" }).waitFor();
  const cookies = await page.context().cookies();
  const [stored, seen] = (await page.evaluate(
    "[JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie]",
  )) as [string, string];

  expect(cookies).toMatchObject([{ httpOnly: true, sameSite: "Strict", path: "/" }]);
  expect(seen).toBe("");
  expect(stored).not.toMatch(/sk_|session/);

  // Another port of the same machine: the same site to a cookie, another origin to a browser.
  await page.goto(site.origin);
  const keysBefore = await countKeys();
  const tried = await page.evaluate(`(async () => {
    const body = JSON.stringify({
      query: 'mutation { createApiKey(input: { name: "stolen", role: OWNER }) { secret } }',
    });
    const ask = (headers, mode) =>
      fetch("${world.url}/graphql", { method: "POST", credentials: "include", mode, headers, body })
        .then((answer) => answer.type === "opaque" ? "opaque" : "read: " + answer.status)
        .catch(() => "refused");
    return [
      await ask({ "content-type": "application/json", "x-sandi-page": "1" }, "cors"),
      await ask({ "content-type": "text/plain" }, "no-cors"),
    ];
  })()`);

  expect(tried).toEqual(["refused", "opaque"]);
  expect(await countKeys()).toBe(keysBefore);
  await page.context().close();
});

async function countKeys(): Promise<number> {
  const { apiKeys } = await world
    .client()
    .ask<{ apiKeys: readonly unknown[] }>("{ apiKeys { id } }");
  return apiKeys.length;
}

test("a key that is not kept is gone with the page, and a sign-out ends the cookie", async () => {
  const { page, complaints } = await openPage(browser, world.url);
  await signIn(page, await world.makeKey("not kept", "VIEWER"));
  expect(await page.context().cookies()).toEqual([]);
  await page.reload();
  await page.getByLabel("API key").fill(await world.makeKey("kept", "VIEWER"));
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Market" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Market" }).waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("API key").waitFor();
  await page.reload();
  await page.getByLabel("API key").waitFor();

  expect(await page.context().cookies()).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("no script runs in a page that its server did not serve", async () => {
  const { page } = await openPage(browser, world.url);
  const answer = await page.goto("/");
  await page.getByRole("heading").first().waitFor();
  const policy = answer?.headers()["content-security-policy"] ?? "";
  const [ran, forbidden] = (await page.evaluate(`(async () => {
    const told = new Promise((resolve) =>
      document.addEventListener("securitypolicyviolation", (event) =>
        resolve(event.effectiveDirective), { once: true }));
    const script = document.createElement("script");
    script.textContent = "window.wasRun = true";
    document.head.append(script);
    return [window.wasRun === true, await told];
  })()`)) as [boolean, string];

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain("unsafe");
  expect(ran).toBe(false);
  expect(forbidden).toBe("script-src-elem");
  await page.context().close();
});
