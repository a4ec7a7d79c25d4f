import chromium from "@sparticuz/chromium";
import {
  type Browser,
  type BrowserContextOptions,
  chromium as driver,
  type Page,
} from "playwright-core";

/** Arguments of the package that these browsers go without. */
const without = [
  // One process for all of it dies with the first page that is closed.
  "--single-process",
  // What a browser forbids a site is tested here.
  "--disable-web-security",
  "--allow-running-insecure-content",
  // A graphics card that is played by the processor takes longer than painting without one.
  "--ignore-gpu-blocklist",
  "--in-process-gpu",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

/** Chromium from its npm package; nothing is downloaded. */
export async function openBrowser(): Promise<Browser> {
  return await driver.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter((arg) => !without.includes(arg)),
      "--no-sandbox",
      "--disable-gpu",
    ],
    headless: true,
  });
}

/** A page, and whatever it did that it should not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of the page and of its console, and requests to other servers. */
  readonly complaints: readonly string[];
}

const waitMs = 45_000;

/** Opens a page of a session of its own. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 900 },
    locale: "en-GB",
    // Colours are measured, and what fades in has none of its own.
    reducedMotion: "reduce",
    ...options,
    baseURL: origin,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(waitMs);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // What the server refuses is told on the page; the browser notes it, too.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      complaints.push(message.text());
    }
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(origin).host) {
      complaints.push(`asked ${request.url()}`);
    }
  });
  return { page, complaints };
}
