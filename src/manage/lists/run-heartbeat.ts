import { ListStopped } from "../checks/look-up-round.js";

const heartbeatMsDefault = 1_000;
/** How long a run is believed to live without a sign. */
export const leaseMs = 15_000;

/**
 * Notes progress and renews the lease of a run once a second; its signal aborts with ListStopped
 * when the run is not the one any more, and with `stopping`.
 */
export function startHeartbeat(
  { now, heartbeatMs = heartbeatMsDefault }: { now: () => Date; heartbeatMs?: number },
  stopping: AbortSignal,
  run: {
    /** False = another run has it, or it was stopped. */
    readonly note: (leaseUntil: Date) => Promise<boolean>;
    readonly changed: () => void;
  },
): { readonly signal: AbortSignal; stop(): Promise<void> } {
  const lost = new AbortController();
  let beating: Promise<void> = Promise.resolve();
  const beat = async (): Promise<void> => {
    try {
      if (await run.note(new Date(now().getTime() + leaseMs))) {
        run.changed();
      } else {
        lost.abort(new ListStopped("the check was stopped, or another run makes it"));
      }
    } catch {
      // The next beat tries again; without one the lease ends, and another run takes over.
    }
  };
  const timer = setInterval(() => {
    beating = beating.then(beat);
  }, heartbeatMs);
  return {
    signal: AbortSignal.any([lost.signal, stopping]),
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}
