import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";
import { type Frames, joined, recordFrames } from "./frames.js";
import { openBrowser, openPage, type WatchedPage } from "./open-browser.js";

const rowsMost = 10_000;
const perSecond = 200;
const rounds = 3;
const roundMs = 3_000;
/** Pixels a frame: two rows, 120 rows a second. */
const step = 92;

let world: LiveWorld;
let server: ServerProcess;

beforeAll(async () => {
  world = await LiveWorld.open();
  server = await world.start({ SANDI_REQUESTS_PER_SECOND: "5000" });
  // Room for ten thousand codes, and one step: what is measured is the page.
  const client = world.client(server);
  await client.ask(
    `mutation { createPlan(input: { key: "speed", name: "Speed",
       steps: [{ channel: SMS, vendors: [{ vendor: "globex" }] }] }) { userErrors { message } } }`,
  );
});

afterAll(async () => {
  await world?.close();
});

let sent = 0;

async function send(): Promise<void> {
  const number = (sent += 1);
  const { sendOtp } = await world.client(server).ask<{
    sendOtp: { userErrors: readonly { message: string }[] };
  }>(
    `mutation ($key: String!, $phone: String!) { sendOtp(input: { planKey: "speed", phone: $phone,
       idempotencyKey: $key }) { userErrors { message } } }`,
    { key: `speed-${number}`, phone: `+62811${String(6_000_000 + number)}` },
  );
  const [refused] = sendOtp.userErrors;
  if (refused !== undefined) {
    throw new Error(refused.message);
  }
}

/** Sends until told to stop, at most so many under way, so many a second. */
function keepSending(underWay: number, sendsPerSecond: number): () => Promise<number> {
  const [first, begun] = [sent, performance.now()];
  let isOver = false;
  const allowed = () => first + ((performance.now() - begun) / 1_000) * sendsPerSecond;
  const one = async (): Promise<void> => {
    while (!isOver) {
      if (sent < allowed()) {
        await send();
      } else {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  };
  const all = Promise.all(Array.from({ length: underWay }, one));
  return async () => {
    isOver = true;
    await all;
    return ((sent - first) / (performance.now() - begun)) * 1_000;
  };
}

/** How many events a send makes; false while none is delivered. */
async function eventsOfOneSend(): Promise<number | false> {
  const { sends } = await world.client(server).ask<{
    sends: { nodes: readonly { events: { nodes: readonly unknown[] } }[] };
  }>(`{ sends(first: 1, filter: { statuses: [DELIVERED] }) {
        nodes { events(first: 50) { nodes { type } } } } }`);
  return sends.nodes[0]?.events.nodes.length ?? false;
}

/** Ten thousand lines of text in a box that scrolls, and nothing else. */
const lines = Array.from({ length: rowsMost }, (_, row) => `<p>${row}</p>`).join("");
const bare = `<!doctype html><style>#box { height: 660px; overflow-y: auto }
  p { height: 46px; margin: 0 }</style><div id="box">${lines}</div>`;

const rowsOf = (page: Page) =>
  page.evaluate(`(document.querySelector(".stream")?.scrollHeight ?? 0) / 46`) as Promise<number>;

interface Recent {
  readonly data?: { readonly sends?: { nodes: { readonly id: string }[] } };
}

/** Lets the first answer of Live hold as many sends as it can show: copies of one. */
async function widen(page: Page): Promise<void> {
  await page.route("**/graphql", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as Recent;
    const sends = body.data?.sends;
    const [first] = sends?.nodes ?? [];
    if (sends !== undefined && first !== undefined) {
      sends.nodes = Array.from({ length: rowsMost }, (_, row) => ({ ...first, id: `snd_${row}` }));
    }
    await route.fulfill({ response: answer, json: body });
  });
}

/** A page alone in a browser of its own: one that is behind another one paints, too. */
async function alone<T>(use: (opened: WatchedPage) => Promise<T>): Promise<T> {
  const browser = await openBrowser();
  try {
    return await use(await openPage(browser, server.url, { reducedMotion: "no-preference" }));
  } finally {
    await browser.close();
  }
}

const recordBare = () =>
  alone(async ({ page }) => {
    await page.setContent(bare);
    return await recordFrames(page, "#box", roundMs, step);
  });

/** Live with all its rows, standing and scrolled in turns. */
const recordLive = () =>
  alone(async ({ page, complaints }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Enter as a tenant" }).click();
    await page.getByRole("heading", { name: "Market" }).waitFor();
    await widen(page);
    await page.goto("/live");
    await until("all rows are there", async () => (await rowsOf(page)) >= rowsMost);
    const still: Frames[] = [];
    const scrolled: Frames[] = [];
    for (let round = 0; round < rounds; round += 1) {
      still.push(await recordFrames(page, ".stream", roundMs, 0));
      scrolled.push(await recordFrames(page, ".stream", roundMs, step));
    }
    expect(await page.getByRole("status").getByText("Live", { exact: true }).count()).toBe(1);
    expect(complaints).toEqual([]);
    return { still: joined(still), scrolled: joined(scrolled) };
  });

test("Live takes 200 events a second into 10,000 rows", { timeout: 600_000 }, async () => {
  await send();
  const each = await until("the first one is delivered", eventsOfOneSend);
  const told = keepSending(8, perSecond / each);
  const before = await recordBare();
  const live = await recordLive();
  const plain = joined([before, await recordBare()]);
  const rate = (await told()) * each;

  const line = (name: string, one: Frames) =>
    [
      name.padEnd(34),
      `${one.perSecond.toFixed(1)} a second`.padStart(14),
      `${one.middleMs.toFixed(1)} ms`.padStart(9),
      `dropped ${one.dropped}`.padStart(13),
      `longest ${one.longestMs.toFixed(0)} ms`.padStart(15),
      `long tasks ${one.longTasks} (${one.longestTaskMs.toFixed(0)} ms)`.padStart(24),
    ].join("  ");
  console.log(
    [
      `${rate.toFixed(0)} events/s by ${sent} sends of ${each} events`,
      line("a bare page, scrolled", plain),
      line("Live, 10,000 rows, standing", live.still),
      line("Live, 10,000 rows, scrolled", live.scrolled),
      `frames per second against the bare page: standing ${ratio(live.still, plain)}, ` +
        `scrolled ${ratio(live.scrolled, plain)}`,
    ].join("\n"),
  );
  expect(live.scrolled.count).toBeGreaterThan(0);
});

function ratio(one: Frames, other: Frames): string {
  return (one.perSecond / other.perSecond).toFixed(3);
}
