import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";
import { findBarriers } from "./find-barriers.js";
import { openBrowser, openPage, type WatchedPage } from "./open-browser.js";
import { type Door, openDoor } from "./open-door.js";
import { openSite, type Site } from "./open-site.js";

let world: LiveWorld;
let server: ServerProcess;
let door: Door;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  // Without its web security a browser would let any site ask any other.
  [world, browser] = await Promise.all([LiveWorld.open(), openBrowser(["--disable-web-security"])]);
  server = await world.start();
  door = await openDoor(Number(new URL(server.url).port));
  site = await openSite(door.origin);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await door?.close();
  await world?.close();
});

const phone = "+6281157953957";
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

async function sendCode(name: string): Promise<Sent> {
  const before = (await world.inbox(phone)).length;
  const { sendOtp } = await world.client(server).ask<{
    sendOtp: { send: { id: string }; clientToken: string };
  }>(`mutation { sendOtp(input: { planKey: "login", phone: "${phone}",
        idempotencyKey: "${name}" }) { send { id } clientToken } }`);
  const code = () =>
    until("the code arrives", async () => {
      const arrived = await world.inbox(phone);
      return arrived.length > before && arrived[0]?.code;
    });
  return { token: sendOtp.clientToken, id: sendOtp.send.id, code };
}

async function verificationOf(id: string): Promise<string> {
  const { send } = await world
    .client(server)
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
  const answer = await fetch(`${server.url}/widget/sandi-otp.js`);
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
  expect(await input.evaluate((field) => field.matches(":focus"))).toBe(true);
  await look(page, "after a wrong code");
  await input.evaluate((field, words) => {
    const { DataTransfer, ClipboardEvent } = globalThis as unknown as Clipboards;
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", words);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
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

test("a token that is not good says so", async () => {
  const opened = await visitSite(`ct_${"A".repeat(72)}`, "en");
  await shows(opened.page, "This page is no longer valid.");

  expect(mistakes(opened)).toEqual([]);
});

test("the dashboard shows WhatsApp hang, SMS take over, and what the page hears", async () => {
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
