import type { ListSweepStore } from "./ports.js";

const dayMs = 86_400_000;
const rowsKeptMs = 90 * dayMs;

/**
 * What time does to list checks: those whose maker died are made anew, results past their time go,
 * lists that are still read are kept, and rows that are 90 days old go. Look-ups of which nothing
 * was heard in time are settled.
 *
 * @param changed hears of each check that now stands otherwise
 */
export async function sweepListChecks(
  sweeps: ListSweepStore,
  changed: (id: string) => void,
  now: Date,
): Promise<void> {
  const refs = [...(await sweeps.revive(now)), ...(await sweeps.expire(now))];
  refs.forEach(({ id }) => changed(id));
  await sweeps.keepUploads(now, new Date(now.getTime() + dayMs));
  await sweeps.settleOverdue(now);
  await sweeps.forget(new Date(now.getTime() - rowsKeptMs));
}
