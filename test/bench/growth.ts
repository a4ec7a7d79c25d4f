import { copySends, findTemplate, settle } from "./fill.js";
import type { Figure } from "./figures.js";
import type { Rig } from "./rig.js";
import type { RoundLength, Stretch } from "./round.js";

/**
 * The same load on a server whose tables hold few sends and on one whose tables hold many, in
 * turns.
 *
 * @param small a rig with 10,000 sends, to be filled here like the big one
 */
export async function measureGrowth(
  small: Rig,
  big: Rig,
  counts: { readonly small: number; readonly big: number },
  rounds: number,
  length: RoundLength,
): Promise<Figure[]> {
  await fillRig(small, counts.small);
  await fillRig(big, counts.big);
  const pairs: { small: Stretch; big: Stretch }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ small: await carry(small, length), big: await carry(big, length) });
  }
  const sorted = (values: number[]): number =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const buffers = ({ spent, ended }: Stretch): number => spent.buffers / ended;
  const differing = ranByOne(pairs);
  const none = { unit: "", must: null, aim: null };
  const throughput = sorted(pairs.map((pair) => pair.big.perSecond / pair.small.perSecond));
  const touched = sorted(pairs.map((pair) => buffers(pair.big) / buffers(pair.small)));
  return [
    {
      name: `throughput with ${counts.big} sends against ${counts.small}`,
      value: throughput,
      ...none,
      must: { atLeast: 0.85 },
    },
    {
      name: `statements that only one of them ran${differing.map((name) => ` ${name}`).join("")}`,
      value: differing.length,
      ...none,
      must: { atMost: 0 },
    },
    {
      name: "shared buffers per send, small",
      value: sorted(pairs.map((pair) => buffers(pair.small))),
      ...none,
    },
    {
      name: "shared buffers per send, big",
      value: sorted(pairs.map((pair) => buffers(pair.big))),
      ...none,
    },
    {
      name: "shared buffers per send, big against small",
      value: touched,
      ...none,
      must: { atMost: 1.1 },
    },
  ];
}

function carry(rig: Rig, { warmSec, carrySec }: RoundLength): Promise<Stretch> {
  return rig.execute({ kind: "carry", underWay: 512, warmSec, sec: carrySec });
}

async function fillRig(rig: Rig, count: number): Promise<void> {
  const [tenant] = rig.ready.tenants;
  await rig.execute({ kind: "carry", underWay: 16, warmSec: 0, sec: 1 });
  const template = await findTemplate(rig.owner, tenant?.id ?? "", "DELIVERED");
  await copySends(rig.owner, template, count);
  await settle(rig.owner);
  await rig.reopen();
}

/**
 * Statements that one of them ran for its sends and the other at most a tenth as often. Those that
 * timers and caches run now and then are left out.
 */
function ranByOne(pairs: readonly { small: Stretch; big: Stretch }[]): readonly string[] {
  const small = runsPerSend(pairs.map((pair) => pair.small));
  const big = runsPerSend(pairs.map((pair) => pair.big));
  return [...new Set([...small.keys(), ...big.keys()])].toSorted().filter((name) => {
    const [less = 0, more = 0] = [small.get(name) ?? 0, big.get(name) ?? 0].toSorted(
      (a, b) => a - b,
    );
    return more > 1 / 300 && less <= more / 10;
  });
}

function runsPerSend(stretches: readonly Stretch[]): ReadonlyMap<string, number> {
  const ended = stretches.reduce((sum, stretch) => sum + stretch.ended, 0);
  const runs = new Map<string, number>();
  for (const [name, count] of stretches.flatMap(({ spent }) => [...spent.roundTrips])) {
    runs.set(name, (runs.get(name) ?? 0) + count / ended);
  }
  return runs;
}
