import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBarriers } from "./find-barriers.js";
import { openBrowser, openPage, type WatchedPage } from "./open-browser.js";
import { type Door, openDoor } from "./open-door.js";
import { openSite, type Site } from "./open-site.js";
import { OneWorld } from "./one-world.js";

const world = new OneWorld();
let door: Door;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  door = await openDoor(world.port);
  site = await openSite(door.origin);
  await world.heal();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await door?.close();
  await world.heal();
});

const bytesMax = 25 * 1_024;
const barriers: string[] = [];

async function look(page: Page, where: string): Promise<void> {
  barriers.push(...(await findBarriers(page)).map((barrier) => `${where}: ${barrier}`));
}

interface Sent {
  readonly token: string;
  readonly id: string;
  /** What the handset holds; waits until it is there. */
  readonly code: () => Promise<string>;
}

async function sendCode(name: string, planKey = "login"): Promise<Sent> {
  const before = (await world.inbox()).length;
  const { sendOtp } = await world.client().ask<{
    sendOtp: { send: { id: string }; clientToken: string };
  }>(`mutation { sendOtp(input: { planKey: "${planKey}", phone: "${world.phone}",
        idempotencyKey: "${name}" }) { send { id } clientToken } }`);
  const code = () => world.codeAfter(before);
  return { token: sendOtp.clientToken, id: sendOtp.send.id, code };
}

async function verificationOf(id: string): Promise<string> {
  const { send } = await world
    .client()
    .ask<{ send: { verification: string } }>(`{ send(id: "${id}") { verification } }`);
  return send.verification;
}

/** A page of the other site, where a lost connection is no mistake of the page. */
async function visitSite(token: string, locale: string): Promise<WatchedPage> {
  const options = { viewport: { width: 360, height: 740 }, colorScheme: "dark" as const };
  const opened = await openPage(browser, site.origin, options);
  await opened.page.goto(`/?token=${token}&locale=${locale}`);
  return opened;
}

/** Its own mistakes: asking our server is what the widget is for. */
function mistakes({ complaints }: WatchedPage): readonly string[] {
  const lost = /^(WebSocket connection to .* failed|Failed to load resource: net::)/;
  const ours = [`asked ${door.origin}/`, `asked ${door.origin.replace("http", "ws")}/`];
  return complaints.filter(
    (line) => !lost.test(line) && !ours.some((begin) => line.startsWith(begin)),
  );
}

/** What is also announced is there twice. */
async function shows(page: Page, text: string | RegExp): Promise<void> {
  await page.locator("sandi-otp").getByText(text).first().waitFor();
}

const wrongFor = (code: string) => (code === "000000" ? "111111" : "000000");

/** What a page has and Node has not. */
interface Clipboards {
  readonly DataTransfer: new () => { setData(type: string, text: string): void };
  readonly ClipboardEvent: new (type: string, init: object) => Event;
}

test("is one file of at most 25 kB that any site may load", async () => {
  const answer = await fetch(`${world.url}/widget/sandi-otp.js`);
  const script = await answer.text();

  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(gzipSync(script).length).toBeLessThanOrEqual(bytesMax);
  expect(script).not.toMatch(/\bimport\s*[({"'*]|\bfrom\s*["']/);
});

test("on another site, in Bahasa Indonesia, outlives a lost connection", async () => {
  const sent = await sendCode("elsewhere");
  const opened = await visitSite(sent.token, "id");
  const { page } = opened;
  const input = page.getByLabel("Masukkan kode 6 angka");
  await shows(page, "Ke +62811•••••957");
  await shows(page, /Kode sudah sampai lewat WhatsApp/);
  await look(page, "another site");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);

  door.cut();
  await shows(page, "Tidak ada koneksi. Mencoba lagi …");
  door.mend();
  await shows(page, /Kode sudah sampai lewat WhatsApp/);

  const code = await sent.code();
  await input.pressSequentially(wrongFor(code));
  await shows(page, "Kode salah. Sisa 4 percobaan.");
  expect(await input.and(page.locator(":focus")).count()).toBe(1);
  await look(page, "after a wrong code");
  await input.evaluate((field, words) => {
    const { DataTransfer, ClipboardEvent } = globalThis as unknown as Clipboards;
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", words);
    (field as unknown as EventTarget).dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, cancelable: true }),
    );
  }, `Kode Anda ${code}, berlaku 5 menit.`);
  await shows(page, "Terverifikasi");
  await look(page, "verified");

  expect(await verificationOf(sent.id)).toBe("VERIFIED");
  expect(mistakes(opened)).toEqual([]);
});

test("goes on by asking where no WebSocket gets through", async () => {
  const sent = await sendCode("no-sockets");
  const opened = await openPage(browser, site.origin);
  await opened.page.routeWebSocket(/graphql/, (socket) => socket.close());
  await opened.page.goto(`/?token=${sent.token}`);
  await shows(opened.page, "Your code has arrived by WhatsApp.");
  await opened.page.getByLabel("Enter the code of 6 digits").pressSequentially(await sent.code());
  await shows(opened.page, "Verified");

  expect(await verificationOf(sent.id)).toBe("VERIFIED");
  expect(mistakes(opened)).toEqual([]);
});

/** Stands in for a browser that reads codes out of SMS, which no desktop has. */
const webOtp = `
  window.OTPCredential = class {};
  window.asked = [];
  navigator.credentials.get = (wanted) => new Promise((resolve) => {
    window.asked.push(wanted);
    window.readSms = (code) => resolve({ code });
  });`;

test("takes the code that the browser reads out of an SMS, and then stops listening", async () => {
  const sent = await sendCode("web-otp");
  const opened = await openPage(browser, site.origin);
  const { page } = opened;
  await page.addInitScript(webOtp);
  await page.goto(`/?token=${sent.token}`);
  const input = page.getByLabel("Enter the code of 6 digits");
  await input.waitFor();
  expect(await page.evaluate("asked.map(({ otp }) => otp)")).toEqual([{ transport: ["sms"] }]);
  expect(await input.getAttribute("autocomplete")).toBe("one-time-code");
  expect(await input.getAttribute("inputmode")).toBe("numeric");
  await page.evaluate(`readSms("${await sent.code()}")`);
  await shows(page, "Verified");

  expect(await page.evaluate("asked[0].signal.aborted")).toBe(true);
  expect(await verificationOf(sent.id)).toBe("VERIFIED");
  expect(mistakes(opened)).toEqual([]);
  await page.context().close();
});

test("sends again once the wait is over, as often as the plan allows", async () => {
  await makePlan("again", "resend: { maxResends: 1, cooldownSec: 8 }");
  const sent = await sendCode("again", "again");
  const opened = await visitSite(sent.token, "en");
  const { page } = opened;
  const again = page.locator("sandi-otp").getByRole("button", { name: /^Send the code again/ });
  await again.getByText(/in 0:0\d/).waitFor();
  expect(await again.getAttribute("aria-disabled")).toBe("true");
  await sent.code();
  const before = (await world.inbox()).length;
  await again.getByText(/again$/).waitFor();
  await again.click();
  await again.waitFor({ state: "hidden" });
  const code = await world.codeAfter(before);
  await page.getByLabel("Enter the code of 6 digits").pressSequentially(code);
  await shows(page, "Verified");

  expect(await verificationOf(sent.id)).toBe("VERIFIED");
  expect(mistakes(opened)).toEqual([]);
  await page.context().close();
});

test("says that the tries are used up, and that a code has expired", async () => {
  await makePlan("once", "code: { maxChecks: 1 }");
  const tried = await sendCode("tried", "once");
  const { page } = await visitSite(tried.token, "en");
  const input = page.getByLabel("Enter the code of 6 digits");
  await input.pressSequentially(wrongFor(await tried.code()));
  await shows(page, "Too many wrong codes.");
  expect(await input.isVisible()).toBe(false);
  await look(page, "no tries left");
  await page.context().close();

  const late = await sendCode("late");
  const opened = await openPage(browser, site.origin);
  await opened.page.clock.install();
  await opened.page.goto(`/?token=${late.token}`);
  await opened.page.getByLabel("Enter the code of 6 digits").waitFor();
  await opened.page.clock.fastForward("06:00");
  await shows(opened.page, "This code has expired.");
  expect(mistakes(opened)).toEqual([]);
  await opened.page.context().close();
});

/** A plan of one SMS. */
async function makePlan(key: string, rules: string): Promise<void> {
  const { createPlan } = await world.client().ask<{
    createPlan: { userErrors: readonly unknown[] };
  }>(`mutation { createPlan(input: { key: "${key}", name: "Widget, ${key}", ${rules}, steps: [
        { channel: SMS, vendors: [{ vendor: "globex" }] }] }) { userErrors { message } } }`);
  expect(createPlan.userErrors).toEqual([]);
}

test("a token that is not good says so", async () => {
  const opened = await visitSite(`ct_${"A".repeat(72)}`, "en");
  await shows(opened.page, "This page is no longer valid.");

  expect(mistakes(opened)).toEqual([]);
});

/** The demo's plan, waiting half as long for WhatsApp as it does by itself. */
async function shortenWait(): Promise<void> {
  const client = world.client();
  const { plan } = await client.ask<{ plan: { id: string; revision: number } }>(
    `{ plan(key: "login") { id revision } }`,
  );
  const { revisePlan } = await client.ask<{ revisePlan: { userErrors: readonly unknown[] } }>(
    `mutation { revisePlan(id: "${plan.id}", expectedRevision: ${plan.revision}, input: {
       key: "login", name: "Login", steps: [
       { channel: WHATSAPP, waitSec: 10, vendors: [{ vendor: "globex" }] },
       { channel: SMS, vendors: [{ vendor: "globex" }] }] }) { userErrors { message } } }`,
  );
  expect(revisePlan.userErrors).toEqual([]);
}

test("the dashboard shows WhatsApp hang, SMS take over, and what the page hears", async () => {
  await shortenWait();
  const { page, complaints } = await openPage(browser, door.origin);
  await page.goto("/");
  await page.getByRole("button", { name: "Enter as a tenant" }).click();
  await page.getByRole("link", { name: "Widget" }).click();
  await page.getByRole("button", { name: "WhatsApp loses it" }).click();
  await page.getByRole("button", { name: "Send a code" }).click();

  await shows(page, /Not there\? We also try SMS in \d+ s\./);
  await look(page, "hanging");
  await shows(page, /Your code (is on its way|has arrived) by SMS\./);
  expect(await page.locator("sandi-otp li").allTextContents()).toContain("WhatsApp ×");
  const bubble = page.locator("button.bubble").first();
  await bubble.waitFor();
  const code = /\b\d{6}\b/.exec((await bubble.textContent()) ?? "")?.[0] ?? "";
  const input = page.getByLabel("Enter the code of 6 digits");
  await input.pressSequentially(wrongFor(code));
  await shows(page, "That is not the code. 4 tries left.");
  await look(page, "wrong");
  await bubble.click();
  await shows(page, "Verified");
  await page.getByText("sandi-verified", { exact: true }).waitFor();
  await look(page, "the page");
  expect(complaints).toEqual([]);
});

test("nothing in it keeps somebody out", () => {
  expect(barriers).toEqual([]);
});
