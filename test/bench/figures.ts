import { median } from "./percentile.js";
import { type Round, roundTripsPerSend, type Stretch } from "./round.js";

/** One line of the table. */
export interface Figure {
  readonly name: string;
  /** Null = not measured in this mode. */
  readonly value: number | null;
  readonly unit: string;
  readonly must: Bound | null;
  readonly aim: Bound | null;
}

export type Bound = { readonly atLeast: number } | { readonly atMost: number };

/** Null where there is nothing to hold or nothing was measured. */
export function holds(value: number | null, bound: Bound | null): boolean | null {
  if (value === null || bound === null) {
    return null;
  }
  return "atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost;
}

/** The figures of some rounds with this many tenants: the median of each. */
export function roundFigures(rounds: readonly Round[], tenants: number): Figure[] {
  const of = (read: (round: Round) => number | null): number | null => {
    const values = rounds.flatMap((round) => read(round) ?? []);
    return values.length === 0 ? null : median(values);
  };
  const plain = (name: string, unit: string, read: (round: Round) => number | null): Figure => ({
    name,
    unit,
    value: of(read),
    must: null,
    aim: null,
  });
  return [
    plain("no-op mutations", "/s", ({ noop }) => noop.perSecond),
    plain("sends carried to DELIVERED and seen", "/s", ({ carried }) => carried.perSecond),
    {
      ...plain("their ratio", "", ({ noop, carried }) => carried.perSecond / noop.perSecond),
      must: { atLeast: tenants === 1 ? 0.25 : 0.22 },
      aim: { atLeast: 0.35 },
    },
    {
      ...plain("against batch size 1", "×", ({ carried, carriedOneByOne }) =>
        carriedOneByOne === null ? null : carried.perSecond / carriedOneByOne.perSecond,
      ),
      must: { atLeast: 2 },
      aim: { atLeast: 3 },
    },
    {
      ...plain("database round trips per send", "", ({ carried }) => roundTripsPerSend(carried)),
      must: { atMost: 1.2 },
    },
    plain(
      "sends per accept batch",
      "",
      ({ carried }) => carried.spent.batchRows.get("accept") ?? 0,
    ),
    ...latencies("at 70 %", plain, ({ atSeventy }) => atSeventy),
    ...latencies("at 25 %", plain, ({ atQuarter }) => atQuarter),
    plain("at 25 %: no-op p50", "ms", ({ noopAtQuarter }) => noopAtQuarter.request.p50),
    plain("at 25 %: no-op p99", "ms", ({ noopAtQuarter }) => noopAtQuarter.request.p99),
    {
      ...plain(
        "at 25 %: sendOtp p50 against the no-op's",
        "×",
        ({ atQuarter, noopAtQuarter }) => atQuarter.request.p50 / noopAtQuarter.request.p50,
      ),
      must: { atMost: 12 },
      aim: { atMost: 8 },
    },
    {
      ...plain(
        "at 25 %: sendOtp p99 against the no-op's",
        "×",
        ({ atQuarter, noopAtQuarter }) => atQuarter.request.p99 / noopAtQuarter.request.p99,
      ),
      must: { atMost: 10 },
      aim: { atMost: 6 },
    },
    ...cpuFigures(plain),
    plain("server RSS", "MiB", ({ residentMib }) => residentMib.server),
    plain("postmaster RSS", "MiB", ({ residentMib }) => residentMib.postgres),
    plain("shared buffers per send", "", ({ carried }) => carried.spent.buffers / carried.ended),
    plain("failed requests", "", (round) =>
      stretchesOf(round).reduce((sum, one) => sum + one.failures + one.lost, 0),
    ),
    plain("steal while carrying", "%", ({ carried }) => carried.spent.steal * 100),
  ];
}

type Plain = (name: string, unit: string, read: (round: Round) => number | null) => Figure;

function latencies(when: string, plain: Plain, pick: (round: Round) => Stretch): Figure[] {
  return [
    plain(`${when}: sendOtp p50`, "ms", (round) => pick(round).request.p50),
    plain(`${when}: sendOtp p99`, "ms", (round) => pick(round).request.p99),
    plain(`${when}: accept → subscriber p50`, "ms", (round) => pick(round).seen?.p50 ?? null),
    plain(`${when}: accept → subscriber p99`, "ms", (round) => pick(round).seen?.p99 ?? null),
  ];
}

function cpuFigures(plain: Plain): Figure[] {
  const perThousand = (read: (round: Round) => number) => (round: Round) =>
    (read(round) / round.carried.ended) * 1_000;
  return [
    plain(
      "CPU per 1,000 sends: server",
      "s",
      perThousand(({ carried }) => carried.spent.serverCpuSec),
    ),
    plain(
      "CPU per 1,000 sends: Postgres",
      "s",
      perThousand(({ carried }) => carried.spent.postgresCpuSec),
    ),
    plain(
      "CPU per 1,000 sends: vendor",
      "s",
      perThousand(({ carried }) => carried.spent.vendorCpuSec),
    ),
    plain(
      "CPU per 1,000 sends: load and subscribers",
      "s",
      perThousand(({ carried }) => carried.spent.loadCpuSec),
    ),
    plain(
      "CPU per 1,000 no-ops: server",
      "s",
      ({ noop }) => (noop.spent.serverCpuSec / noop.ended) * 1_000,
    ),
  ];
}

function stretchesOf(round: Round): Stretch[] {
  const { noop, carried, carriedOneByOne, atSeventy, atQuarter, noopAtQuarter } = round;
  return [noop, carried, carriedOneByOne, atSeventy, atQuarter, noopAtQuarter].flatMap(
    (stretch) => stretch ?? [],
  );
}
