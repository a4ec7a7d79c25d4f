import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";
import { findBarriers } from "./find-barriers.js";
import { type Door, openDoor } from "./open-door.js";
import { openBrowser, openPage, type WatchedPage } from "./open-browser.js";

let world: LiveWorld;
let server: ServerProcess;
let door: Door;
let browser: Browser;
let tenant: WatchedPage;

beforeAll(async () => {
  [world, browser] = await Promise.all([LiveWorld.open(), openBrowser()]);
  server = await world.start();
  door = await openDoor(Number(new URL(server.url).port));
  tenant = await openPage(browser, door.origin);
});

afterAll(async () => {
  await browser?.close();
  await door?.close();
  await world?.close();
});

const barriers: string[] = [];

/** Notes what would keep somebody out of the page, once it is there. */
async function look(page: Page): Promise<void> {
  await page.locator(".bone-line").first().waitFor({ state: "detached" });
  const where = new URL(page.url()).pathname;
  barriers.push(...(await findBarriers(page)).map((barrier) => `${where} ${barrier}`));
}

const phone = "+6281157953957";

/** Types the code in that reached the handset last, and waits until what arrived is charged. */
async function verify(sendId: string, arrivedBefore: number): Promise<void> {
  const client = world.client(server);
  const code = await until("the code arrives", async () => {
    const arrived = await world.inbox(phone);
    return arrived.length > arrivedBefore && arrived[0]?.code;
  });
  const { verifyOtp } = await client.ask<{ verifyOtp: { result: string } }>(
    `mutation { verifyOtp(input: { sendId: "${sendId}", code: "${code}" }) { result } }`,
  );
  expect(verifyOtp.result).toBe("VERIFIED");
  await until("what arrived is charged", async () => {
    const { send } = await client.ask<{
      send: { attempts: readonly { status: string; charge: string }[] };
    }>(`{ send(id: "${sendId}") { attempts { status charge } } }`);
    const arrived = send.attempts.filter(({ status }) => ["DELIVERED", "READ"].includes(status));
    return arrived.length > 0 && arrived.every(({ charge }) => charge === "CHARGED");
  });
}

const channel = (page: Page, number: number) =>
  page
    .locator(".step-card")
    .nth(number - 1)
    .locator(".step-head .channel");

test("a tenant signs in by one click and sees the market", async () => {
  const { page } = tenant;
  await page.goto("/");
  await look(page);
  await page.getByRole("button", { name: "Enter as a tenant" }).click();

  await page.getByRole("heading", { name: "Market" }).waitFor();
  await page.getByRole("link", { name: "NusaText" }).first().waitFor();
  await page.getByRole("combobox", { name: "Country" }).selectOption("BR");
  await page.getByRole("link", { name: "Latcom" }).first().waitFor();
  expect(page.url()).toContain("country=BR");
  await look(page);
});

test("composes a plan, with the keyboard too", async () => {
  const { page } = tenant;
  await page.getByRole("link", { name: "Plans" }).click();
  await page.getByRole("link", { name: "New plan" }).click();
  await page.getByRole("button", { name: "SMS", exact: true }).click();
  await page.getByRole("button", { name: "WhatsApp", exact: true }).click();
  await page.getByRole("button", { name: /^Drag step 2/ }).focus();
  await page.keyboard.press("ArrowUp");
  expect(await channel(page, 1).textContent()).toBe("WhatsApp");
  expect(await channel(page, 2).textContent()).toBe("SMS");

  await page.getByLabel("Wait, seconds").first().fill("4");
  await page.getByLabel("Name", { exact: true }).fill("Browser login");
  await page.getByLabel("Key", { exact: true }).fill("browser login");
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.locator(".problem").first().waitFor();
  await page.getByLabel("Key", { exact: true }).fill("browser-login");
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.getByText("browser-login · revision 1").waitFor();
  await look(page);
});

test("watches WhatsApp lose a code and SMS take over, and verifies it", async () => {
  const { page } = tenant;
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByLabel("Let something go wrong first").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Send", exact: true }).click();

  await page.getByRole("timer").waitFor();
  await page.locator(".lane").nth(1).waitFor();
  expect(await page.locator(".lane").nth(1).textContent()).toMatch(/SMS.*failover/);
  await page.locator("button.bubble").first().click();
  await page.getByRole("button", { name: "Check the code" }).click();
  await page.getByText("Right. The send is verified.").waitFor();
  await page.locator(".page-head .pill", { hasText: "Verified" }).waitFor();
  await page.getByText("Why Globex One").first().waitFor();
  await look(page);

  await page.getByRole("link", { name: "All sends" }).click();
  await page.locator("a.stream-row").first().waitFor();
  expect(await page.locator("a.stream-row .attempt-mark").count()).toBe(2);
  await look(page);
});

test("the stream catches up after its connection was lost", async () => {
  const { page } = tenant;
  await page.getByRole("status").getByText("Live").waitFor();
  door.cut();
  await page.getByText("Connection lost, trying again").waitFor();
  const arrivedBefore = (await world.inbox(phone)).length;
  const { sendOtp } = await world.client(server).ask<{ sendOtp: { send: { id: string } } }>(
    `mutation { sendOtp(input: { planKey: "login", phone: "${phone}",
       idempotencyKey: "while-away" }) { send { id } } }`,
  );
  expect(sendOtp.send.id).toMatch(/^snd_/);
  door.mend();
  await page.getByText(/Caught up: \d+ events came/).waitFor();
  await verify(sendOtp.send.id, arrivedBefore);
  expect(await page.locator("a.stream-row").count()).toBe(2);
});

test("the cost agrees with its export to the last digit", async () => {
  const { page } = tenant;
  await page.getByRole("link", { name: "Cost" }).click();
  const spent = page.locator(".figure").first();
  await spent.waitFor();
  const [amount = ""] = ((await spent.getAttribute("title")) ?? "").split(" ");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const link = page.getByRole("link", { name: "Download" }).first();
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const stream = await download.createReadStream();
  const text = (await stream.toArray()).join("");
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const at = head.split(",").indexOf("amount");
  const total = lines.reduce((sum, line) => sum + Number(line.split(",")[at]) * 1e6, 0);

  expect(Number(amount)).toBeGreaterThan(0);
  expect(Math.round(total)).toBe(Math.round(Number(amount) * 1e6));
  await look(page);
});

test("speaks Bahasa Indonesia, in the dark, on a phone", async () => {
  const { page } = tenant;
  await page.getByRole("button", { name: "ID, Bahasa Indonesia" }).click();
  await page.getByRole("button", { name: "Gelap" }).click();
  await page.getByRole("heading", { name: "Biaya", exact: true }).waitFor();
  await look(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("link", { name: "Pasar" }).click();
  await page.getByRole("heading", { name: "Pasar" }).waitFor();
  const { scrollWidth, clientWidth } = (await page.evaluate(
    "(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))(document.documentElement)",
  )) as { scrollWidth: number; clientWidth: number };
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  await look(page);
});

test("a page that a key does not open says what it takes", async () => {
  const { createApiKey } = await world
    .client(server)
    .ask<{ createApiKey: { secret: string } }>(
      `mutation { createApiKey(input: { name: "looks", role: VIEWER }) { secret } }`,
    );
  const { page, complaints } = await openPage(browser, door.origin);
  await page.goto("/cost");
  await page.getByLabel("API key").fill("sk_wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("API key").fill(createApiKey.secret);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("It needs the right BILLING_READ").waitFor();
  await page.getByRole("link", { name: "Plans" }).click();
  await page.getByRole("link", { name: /^Login/ }).click();
  await page.getByRole("heading", { name: "Step 1" }).waitFor();
  expect(await page.getByRole("button", { name: "Try it" }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("nothing on any page keeps somebody out", () => {
  expect(barriers).toEqual([]);
});

test("no page complained, and none asked another server", () => {
  const cut = /^WebSocket connection to .* failed/;
  expect(tenant.complaints.filter((line) => !cut.test(line))).toEqual([]);
});
