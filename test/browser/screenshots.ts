import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";
import { screens, settle, take, takeWhole } from "./camera.js";
import { enter } from "./look.js";
import { openBrowser, openPage } from "./open-browser.js";

const places = [
  ["/market", "market"],
  ["/market/nusatext", "vendor"],
  ["/live", "live"],
  ["/plans", "plans"],
  ["/plans/login", "plan"],
  ["/plans/new", "plan-new"],
  ["/analytics", "analytics"],
  ["/cost", "cost"],
  ["/alerts", "alerts"],
  ["/settings", "settings"],
  ["/widget", "widget"],
] as const;
const operatorPlaces = [
  ["/operator", "operator"],
  ["/alerts", "operator-alerts"],
] as const;
/** Dark is in Bahasa Indonesia: each page is seen in both. */
const themes = { light: "en-GB", dark: "id-ID" } as const;
const phone = "+6281157953957";
/** A set takes half a minute; on a machine that does much else, many times that. */
const setMs = 900_000;

let world: LiveWorld;
let server: ServerProcess;
let browser: Browser;
let sendId = "";

beforeAll(async () => {
  [world, browser] = await Promise.all([LiveWorld.open(), openBrowser()]);
  server = await world.start({ SANDI_DEMO_DAYS: "30" });
  await until("the past is played", () => /history: done/.test(server.output()), 240_000);
  await world.client(server).ask(
    `mutation { createPlan(input: { key: "checkout-id", name: "Checkout, Indonesia", steps: [
       { channel: WHATSAPP, waitSec: 8, vendors: [{ vendor: "globex" }] },
       { channel: SMS, vendors: [{ vendor: "nusatext" }, { vendor: "globex" }] }] }) {
       userErrors { message } } }`,
  );
  const before = (await world.inbox(phone)).length;
  sendId = await sendLosing("picture");
  await verify(sendId, before);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Sends a code whose WhatsApp message is lost, so that SMS takes over. */
async function sendLosing(key: string): Promise<string> {
  for (const kind of ["drop_message", "hang"]) {
    await world.breakVendor({ vendor: "globex", channel: "WHATSAPP", kind, forSec: 60 });
  }
  const { sendOtp } = await world.client(server).ask<{ sendOtp: { send: { id: string } } }>(
    `mutation { sendOtp(input: { planKey: "checkout-id", phone: "${phone}",
       idempotencyKey: "${key}" }) { send { id } } }`,
  );
  return sendOtp.send.id;
}

async function verify(id: string, arrivedBefore: number): Promise<void> {
  const code = await until("the code arrives", async () => {
    const arrived = await world.inbox(phone);
    return arrived.length > arrivedBefore && arrived[0]?.code;
  });
  await world
    .client(server)
    .ask(`mutation { verifyOtp(input: { sendId: "${id}", code: "${code}" }) { result } }`);
}

async function shoot(page: Page, place: string, name: string): Promise<void> {
  await page.goto(place);
  await settle(page);
  await takeWhole(page, name);
}

const sets = (["light", "dark"] as const).flatMap((theme) =>
  (["wide", "phone"] as const).map((screen) => ({ theme, screen })),
);

test.each(sets)(
  "every page, $theme, $screen",
  async ({ theme, screen }) => {
    const { page } = await openPage(browser, server.url, {
      colorScheme: theme,
      locale: themes[theme],
      viewport: screens[screen],
      isMobile: screen === "phone",
      hasTouch: screen === "phone",
    });
    const end = `${screen}-${theme}`;
    await shoot(page, "/", `sign-in-${end}`);
    await enter(page, "tenant");
    for (const [place, name] of [...places, [`/live/${sendId}`, "send"] as const]) {
      await shoot(page, place, `${name}-${end}`);
    }
    await page.goto("/widget");
    await page.locator("main .segments button").nth(1).click();
    await page.locator(".card-head .btn").first().click();
    await page.locator("sandi-otp").getByRole("textbox").waitFor();
    await page.locator("button.bubble").first().waitFor();
    await takeWhole(page, `widget-sent-${end}`);
    await page.context().clearCookies();
    await enter(page, "operator");
    for (const [place, name] of operatorPlaces) {
      await shoot(page, place, `${name}-${end}`);
    }
    expect(sendId).toMatch(/^snd_/);
    await page.context().close();
  },
  setMs,
);

/** A picture of what one comes to on a page; the window alone, or all of the page. */
interface Scene {
  readonly name: string;
  readonly place: string;
  readonly act?: (page: Page) => Promise<unknown>;
  readonly isWindow?: boolean;
}

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole("button", { name }).first().click();

const tenantScenes: readonly Scene[] = [
  { name: "settings-messages", place: "/settings?tab=messages", act: press("Write a text") },
  { name: "settings-budgets", place: "/settings?tab=budgets" },
  { name: "settings-keys", place: "/settings?tab=keys" },
  { name: "budget-sheet", place: "/cost", act: press("Set a budget"), isWindow: true },
  { name: "pause-sheet", place: "/alerts", act: press("Pause here"), isWindow: true },
  { name: "try-sheet", place: "/live", act: press("Send a code"), isWindow: true },
  { name: "archive-sheet", place: "/plans/login", act: press("Archive"), isWindow: true },
  {
    name: "connect-sheet",
    place: "/settings",
    isWindow: true,
    act: async (page) => {
      await press("Connect an account")(page);
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /Globex/ })
        .click();
    },
  },
  {
    name: "key-made",
    place: "/settings?tab=keys",
    isWindow: true,
    act: async (page) => {
      await press("New key")(page);
      await page.getByLabel("Name", { exact: true }).fill("checkout server");
      await press("Make the key")(page);
      await page.locator(".secret").first().waitFor();
    },
  },
  {
    name: "suggest-sheet",
    place: "/plans/login",
    isWindow: true,
    act: async (page) => {
      await press("Suggest")(page);
      await page.getByRole("dialog").getByRole("button", { name: "Use this" }).first().waitFor();
    },
  },
  {
    name: "replay",
    place: "/plans/login",
    act: async (page) => {
      await press("Replay")(page);
      await page.locator(".replay-row").first().waitFor();
    },
  },
  { name: "analytics-by-channel", place: "/analytics?split=CHANNEL&figure=requests" },
  { name: "nothing-found", place: "/market?search=nobody" },
  { name: "no-such-page", place: "/nowhere" },
];

const operatorScenes: readonly Scene[] = [
  { name: "operator-tenants", place: "/operator?part=tenants" },
  { name: "operator-vendors", place: "/operator?part=vendors" },
  { name: "operator-rates", place: "/operator?part=rates" },
  {
    name: "operator-import",
    place: "/operator?part=prices",
    act: async (page) => {
      const lines = ["SMS,NG,0.0311,USD,SUBMITTED", "SMS,ZZ,0.01,USD,SUBMITTED"];
      const buffer = Buffer.from(["channel,country,price,currency,billedOn", ...lines].join("\n"));
      await page.getByLabel("Vendor", { exact: true }).selectOption("afrigate");
      const file = { name: "afrigate.csv", mimeType: "text/csv", buffer };
      await page.getByLabel("Choose a rate sheet").setInputFiles(file);
      await page.getByRole("button", { name: /^Apply/ }).waitFor();
    },
  },
  { name: "operator-forbidden", place: "/live" },
];

const newcomerScenes: readonly Scene[] = [
  "/plans",
  "/live",
  "/analytics",
  "/cost",
  "/alerts",
  "/market?audience=OWN",
].map((place) => ({ name: `empty-${place.slice(1).split("?")[0]}`, place }));

const viewerScenes: readonly Scene[] = [
  { name: "viewer-plan", place: "/plans/login" },
  { name: "viewer-cost", place: "/cost" },
  { name: "viewer-keys", place: "/settings?tab=keys" },
  { name: "viewer-analytics", place: "/analytics" },
];
const payerScenes: readonly Scene[] = [
  { name: "billing-live", place: "/live" },
  { name: "billing-cost", place: "/cost" },
  { name: "billing-widget", place: "/widget" },
];

const turns = [
  { colorScheme: "light", screen: screens.middle },
  { colorScheme: "dark", screen: screens.wide },
  { colorScheme: "light", screen: screens.narrow },
  { colorScheme: "dark", screen: screens.phone },
] as const;

/** Themes and widths take turns, as all of them would take long; returns who looked on. */
async function shootScenes(page: Page, scenes: readonly Scene[]): Promise<string> {
  for (const [index, { name, place, act, isWindow = false }] of scenes.entries()) {
    const { colorScheme, screen } = turns[index % turns.length] ?? turns[0];
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(screen);
    await page.goto(place);
    await settle(page);
    await act?.(page);
    await settle(page);
    await (isWindow ? take : takeWhole)(page, name);
  }
  return (await page.locator(".whoami .strong").first().textContent()) ?? "";
}

/** Signs in with a key that is kept, as pages are gone to by their addresses. */
async function enterWith(page: Page, secret: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("API key").fill(secret);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator(".sidebar").waitFor({ state: "attached" });
}

/** The secret of a new key, of the demo's tenant or of another. */
async function makeKey(role: string, tenant?: string): Promise<string> {
  const of = tenant === undefined ? "" : `, tenant: "${tenant}"`;
  const { createApiKey } = await world
    .client(server, tenant === undefined ? "demo" : "operator")
    .ask<{ createApiKey: { secret: string } }>(
      `mutation { createApiKey(input: { name: "${role}", role: ${role}${of} }) { secret } }`,
    );
  return createApiKey.secret;
}

async function openScenes(scenes: readonly Scene[], way: (page: Page) => Promise<void>) {
  const { page } = await openPage(browser, server.url);
  await way(page);
  const who = await shootScenes(page, scenes);
  await page.context().close();
  return who;
}

test(
  "what a tenant and the operator come to on their pages",
  async () => {
    expect(await openScenes(tenantScenes, (page) => enter(page, "tenant"))).toBe("Demo Store");
    expect(await openScenes(operatorScenes, (page) => enter(page, "operator"))).toBe("Marketplace");
  },
  setMs,
);

test(
  "what others see, and those who have just begun",
  async () => {
    await world.client(server, "operator").ask(
      `mutation { createTenant(input: { slug: "newcomer", name: "Newcomer", currency: "USD",
       timeZone: "Asia/Jakarta" }) { userErrors { message } } }`,
    );
    const [viewer, payer, newcomer] = await Promise.all([
      makeKey("VIEWER"),
      makeKey("BILLING"),
      makeKey("OWNER", "newcomer"),
    ]);
    expect(await openScenes(viewerScenes, (page) => enterWith(page, viewer))).toBe("Demo Store");
    expect(await openScenes(payerScenes, (page) => enterWith(page, payer))).toBe("Demo Store");
    expect(await openScenes(newcomerScenes, (page) => enterWith(page, newcomer))).toBe("Newcomer");
  },
  setMs,
);

test(
  "a failover and a widget in their stages, a page that waits and one that fails",
  async () => {
    const { page } = await openPage(browser, server.url, { viewport: screens.wide });
    await enter(page, "tenant");
    const id = await sendLosing("stages");
    await page.goto(`/live/${id}`);
    await page.getByRole("timer").waitFor();
    await takeWhole(page, "send-waiting");
    await page.locator(".lane:not(.axis)").nth(1).waitFor();
    await takeWhole(page, "send-failed-over");

    await page.setViewportSize(screens.middle);
    await page.goto("/widget");
    await page.getByRole("button", { name: "Send a code" }).click();
    await page
      .locator("sandi-otp")
      .getByText(/Not there\?/)
      .first()
      .waitFor();
    await takeWhole(page, "widget-hanging");
    await page.getByLabel("Enter the code of 6 digits").pressSequentially("000000");
    await page
      .locator("sandi-otp")
      .getByText(/tries left/)
      .first()
      .waitFor();
    await takeWhole(page, "widget-wrong-code");
    // What an earlier send left in the handset is not this one's code.
    await page
      .locator("sandi-otp")
      .getByText(/has arrived by SMS/)
      .first()
      .waitFor();
    await page.locator("button.bubble").first().click();
    await page.locator("sandi-otp").getByText("Verified").first().waitFor();
    await takeWhole(page, "widget-verified");

    const asks = /\/graphql$/;
    await page.route(asks, () => undefined);
    await page.getByRole("link", { name: "Analytics" }).click();
    await page.locator(".bone-line").first().waitFor();
    await take(page, "analytics-loading");
    await page.unroute(asks);
    await page.route(asks, (route) => route.abort());
    await page.getByRole("link", { name: "Cost" }).click();
    await page.locator("main [role=alert] .notice").first().waitFor();
    await take(page, "cost-unreachable");
    expect(id).toMatch(/^snd_/);
    await page.context().close();
  },
  setMs,
);
