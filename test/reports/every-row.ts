import { expect } from "vitest";
import type { PageOfRows, ReportPage } from "../../src/reports/report-page.js";

/** All rows of a report by their key as text, read by pages that do not overlap. */
export async function everyRow<Figures, Total>(
  read: (
    page: ReportPage,
  ) => Promise<{ readonly pages: readonly PageOfRows<Figures>[]; readonly total: Total }>,
  limit: number,
): Promise<{ readonly rows: Record<string, Figures>; readonly total: Total }> {
  const rows: Record<string, Figures> = {};
  let after: readonly string[] | null = null;
  for (;;) {
    const page: ReportPage = { limit, after };
    const { pages, total } = await read(page);
    const found = pages[0]?.rows ?? [];
    for (const { names, figures } of found) {
      expect(rows[JSON.stringify(names)]).toBeUndefined();
      rows[JSON.stringify(names)] = figures;
    }
    after = found.at(-1)?.names ?? null;
    if (pages[0]?.hasMore !== true) {
      expect(pages[0]?.count).toBe(Object.keys(rows).length);
      return { rows, total };
    }
  }
}
