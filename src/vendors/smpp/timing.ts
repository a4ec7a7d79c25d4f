/** How long a connection to an SMSC waits for what, in milliseconds. */
export interface SmppTiming {
  /** To connect and bind. */
  readonly bindMs: number;
  /** For a message from when it is handed over to its last answer. */
  readonly messageMs: number;
  /** Of that, for room in the window; what found none never left. */
  readonly roomMs: number;
  /** Silence after which the SMSC is asked whether it is there. */
  readonly idleMs: number;
  /** For its answer to that. */
  readonly enquireMs: number;
  /** Before a lost link is made again; doubled with each failure, up to the longest. */
  readonly pauseMsMin: number;
  readonly pauseMsMax: number;
  /** A link that held this long begins anew with the shortest pause. */
  readonly stableMs: number;
  /** For what is under way when the connection is closed. */
  readonly drainMs: number;
}

/** What carriers' own guides ask for: an enquiry twice a minute, no storm of binds. */
export const usualTiming: SmppTiming = {
  bindMs: 4000,
  messageMs: 10_000,
  roomMs: 5000,
  idleMs: 30_000,
  enquireMs: 10_000,
  pauseMsMin: 250,
  pauseMsMax: 60_000,
  stableMs: 30_000,
  drainMs: 5000,
};
