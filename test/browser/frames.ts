import type { Page } from "playwright-core";

/** How a page painted over a stretch of time. */
export interface Frames {
  readonly ms: number;
  readonly count: number;
  readonly perSecond: number;
  /** The middle time between two frames, milliseconds. */
  readonly middleMs: number;
  readonly longestMs: number;
  /** Frames that a screen of 60 per second had to show twice. */
  readonly dropped: number;
  /** Tasks of the page that took longer than 50 ms. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
}

const frameMs = 1_000 / 60;

/** Scrolls a box up and down by a few rows each frame, as a fast finger does, and notes each. */
const record = `(selector, ms, step) => new Promise((resolve) => {
  const box = document.querySelector(selector);
  const gaps = [];
  const tasks = [];
  const observer = new PerformanceObserver((list) =>
    tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: "longtask" });
  const begun = performance.now();
  let last = null;
  let way = step;
  const frame = (now) => {
    if (last !== null) gaps.push(now - last);
    last = now;
    if (way !== 0) {
      const end = box.scrollHeight - box.clientHeight;
      if (box.scrollTop + way >= end || box.scrollTop + way <= 0) way = -way;
      box.scrollTop += way;
    }
    if (now - begun < ms) requestAnimationFrame(frame);
    else { observer.disconnect(); resolve([gaps, tasks]); }
  };
  requestAnimationFrame(frame);
})`;

/** @param step pixels that are scrolled each frame; 0 = it stands still */
export async function recordFrames(
  page: Page,
  selector: string,
  ms: number,
  step: number,
): Promise<Frames> {
  const run = `(${record})(${JSON.stringify(selector)}, ${ms}, ${step})`;
  const [gaps, tasks] = (await page.evaluate(run)) as [number[], number[]];
  const sorted = [...gaps].sort((a, b) => a - b);
  const took = gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    ms: took,
    count: gaps.length,
    perSecond: (gaps.length / took) * 1_000,
    middleMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
    dropped: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMs) - 1), 0),
    longTasks: tasks.length,
    longestTaskMs: Math.max(0, ...tasks),
  };
}

/** One of several recordings, joined. */
export function joined(parts: readonly Frames[]): Frames {
  const sum = (of: (one: Frames) => number) => parts.reduce((all, one) => all + of(one), 0);
  const most = (of: (one: Frames) => number) => Math.max(0, ...parts.map(of));
  const [ms, count] = [sum((one) => one.ms), sum((one) => one.count)];
  return {
    ms,
    count,
    perSecond: (count / ms) * 1_000,
    middleMs: sum(({ middleMs }) => middleMs) / Math.max(1, parts.length),
    longestMs: most(({ longestMs }) => longestMs),
    dropped: sum(({ dropped }) => dropped),
    longTasks: sum(({ longTasks }) => longTasks),
    longestTaskMs: most(({ longestTaskMs }) => longestTaskMs),
  };
}
