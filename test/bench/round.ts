import type { LoadOrder, LoadResult } from "./messages.js";
import type { Rig, Spent } from "./rig.js";

export type Stretch = LoadResult & { readonly spent: Spent };

/** How long each part of a round takes, in seconds. */
export interface RoundLength {
  readonly warmSec: number;
  readonly ceilingSec: number;
  readonly carrySec: number;
  readonly rateSec: number;
}

/** One round over a server with batches and, in turn, one without. */
export interface Round {
  readonly noop: Stretch;
  readonly carried: Stretch;
  /** Null = not measured. */
  readonly carriedOneByOne: Stretch | null;
  readonly atSeventy: Stretch;
  readonly atQuarter: Stretch;
  readonly noopAtQuarter: Stretch;
  readonly residentMib: { readonly server: number; readonly postgres: number };
}

const noopUnderWay = 64;
const sendsUnderWay = 1024;
// More only queue: without batches the server carries a fraction of it.
const sendsUnderWayOneByOne = 96;

/** @param oneByOne the same code with batch size 1; null = not measured */
export async function runRound(
  rig: Rig,
  oneByOne: Rig | null,
  length: RoundLength,
): Promise<Round> {
  const { warmSec, ceilingSec, carrySec, rateSec } = length;
  const noop = await rig.execute({
    kind: "noop",
    underWay: noopUnderWay,
    warmSec,
    sec: ceilingSec,
  });
  const carry: LoadOrder = { kind: "carry", underWay: sendsUnderWay, warmSec, sec: carrySec };
  const carried = await rig.execute(carry);
  const carriedOneByOne =
    oneByOne === null
      ? null
      : await oneByOne.execute({ ...carry, underWay: sendsUnderWayOneByOne });
  const atRate = (what: "send" | "noop", share: number): Promise<Stretch> =>
    rig.execute({
      kind: "rate",
      what,
      perSecond: Math.max(1, carried.perSecond * share),
      warmSec,
      sec: rateSec,
    });
  const atSeventy = await atRate("send", 0.7);
  const atQuarter = await atRate("send", 0.25);
  const noopAtQuarter = await atRate("noop", 0.25);
  const residentMib = rig.residentMib();
  return { noop, carried, carriedOneByOne, atSeventy, atQuarter, noopAtQuarter, residentMib };
}

/** Database round trips of the hot path for each send of a stretch. */
export function roundTripsPerSend({ spent, ended }: Stretch): number {
  return [...spent.roundTrips.values()].reduce((sum, count) => sum + count, 0) / ended;
}
