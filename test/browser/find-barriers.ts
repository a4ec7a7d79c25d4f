import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const runOnly = {
  all: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  colours: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
} as const;

/** All of WCAG 2.2 AA that axe knows, or what another theme may change. */
export type Rules = keyof typeof runOnly;

/** Colours that are on their way to others are neither. */
const settle = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  .then(() => document.getAnimations().forEach((one) => one.cancel()))`;

/** What axe finds on a page, or in a part of it by its selector, each with the first place. */
export async function findBarriers(
  page: Page,
  rules: Rules = "all",
  within = "html",
): Promise<readonly string[]> {
  // Through the debugger, as the page's own policy lets no foreign script in.
  if (!(await page.evaluate("'axe' in globalThis"))) {
    await page.evaluate(axe);
  }
  await page.evaluate(settle);
  const options = JSON.stringify({ runOnly: runOnly[rules] });
  const run = `axe.run("${within}", ${options}).then(({ violations }) => violations)`;
  const violations = (await page.evaluate(run)) as readonly Violation[];
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary ?? ""}`,
  );
}
