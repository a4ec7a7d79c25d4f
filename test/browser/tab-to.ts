import type { Page } from "playwright-core";

/** Presses Tab until what has the focus is called so, and is seen to have it. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press("Tab");
    const [called, outline] = (await page.evaluate(`(() => {
      const focused = document.activeElement;
      if (focused === document.body) return ["", ""];
      const label = focused.labels?.[0]?.textContent ?? focused.textContent;
      const called = focused.getAttribute("aria-label") ?? label ?? "";
      return [called.trim(), getComputedStyle(focused).outlineStyle];
    })()`)) as [string, string];
    // What does not show that it has the focus was not come to.
    if (name.test(called) && outline !== "none") {
      return;
    }
    passed.push(`${called} (${outline})`);
  }
  throw new Error(`Tab never came to ${name}, only to ${[...new Set(passed)].join(" | ")}`);
}
