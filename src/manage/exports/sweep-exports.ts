import type { ExportRef, ExportSweepStore } from "./ports.js";

const rowsKeptMs = 90 * 86_400_000;

/**
 * What time does to exports: those whose maker died are made anew, bytes past their time go, and
 * rows that are 90 days old.
 *
 * @param changed hears of each export that now stands otherwise
 */
export async function sweepExports(
  sweeps: ExportSweepStore,
  changed: (ref: ExportRef) => void,
  now: Date,
): Promise<void> {
  const refs = [...(await sweeps.reviveExports(now)), ...(await sweeps.expireExports(now))];
  refs.forEach(changed);
  await sweeps.forgetExports(new Date(now.getTime() - rowsKeptMs));
}
