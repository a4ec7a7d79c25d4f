import { breakerRowsOf } from "../../flow/breaker-rows.js";
import {
  guardFamily,
  guardRowsOf,
  type RouteBreakerRow,
  rowsOf,
} from "../../flow/measured-rows.js";
import { agedRows, dayStart } from "./aged-rows.js";
import { learnPast, storePast } from "./learn-past.js";
import { LearnerMind, type MindPorts, withinReach } from "./learner-mind.js";
import { mindBytes, readMind } from "./mind-bytes.js";
import { type AlertAccount, type OutageNews, outageNews, sameOutage } from "./outage-alerts.js";
import type { PastLearner } from "./past-learner.js";
import type { LearnerSeat, LearnerStore, LearnerTx, LogPart, Look } from "./ports.js";

/** What the learner needs from outside. */
export interface RouteLearnerPorts {
  readonly store: LearnerStore;
  /** This process, as the owner of the learner's seat: a uuid. */
  readonly processId: string;
  /** As the market is now: upstreams, and whose accounts are whose. */
  market(): Promise<LearnerMarket>;
  readonly keyring: MindPorts["keyring"];
  /** Told of routes whose breakers opened, closed or are probed, after the commit. */
  breakersChanged(accountIds: readonly string[], alertTenants: readonly string[]): void;
}

/** What the learner asks of the market. */
export interface LearnerMarket extends Pick<MindPorts, "upstreams"> {
  /** Null = there is no such account. */
  accountOf(accountId: string): AlertAccount | null;
}

/** What one turn did. */
export interface Learned {
  readonly events: number;
  readonly rows: number;
  /** True when there is more to read at once. */
  readonly isMore: boolean;
  /** How many sends of a past that was put in afterwards are learned now; null = none. */
  readonly pastSends: number | null;
}

const tenantsAtOnce = 5_000;
const eventsAtOnce = 10_000;
/** A process that was not heard of for this long has lost its seat. */
const leaseMs = 6_000;
const checkpointEveryMs = 45_000;
/** What is written a moment ago may not be in the log yet. */
const lagSec = 0.3;
/** Prefixes that were silent for this long are forgotten. */
const silentSec = 3 * 86_400;

/**
 * Learns from all logs what measured routing estimates, one process at a time: what it reads, and
 * what it learned of that, are stored in one transaction, so that every event counts once. It can
 * stop anywhere: what is open is kept at checkpoints, and what was read since is read again.
 */
export class RouteLearner {
  #known: Known | null = null;

  constructor(private readonly ports: RouteLearnerPorts) {}

  /** One look at the logs; null = another process learns. */
  turn(now: Date): Promise<Learned | null> {
    return this.#turn(now, false);
  }

  /** Keeps what is open and leaves the seat to others at once. */
  async leave(now: Date): Promise<void> {
    if (this.#known !== null) {
      await this.#turn(now, true);
      this.#known = null;
    }
  }

  async #turn(now: Date, isLast: boolean): Promise<Learned | null> {
    // A transaction that fails, or that is run again, begins with what is stored.
    let mine = this.#known;
    this.#known = null;
    const done = await this.ports.store.exclusively(async (tx) => {
      const known = mine;
      mine = null;
      return await this.#look(tx, known, now, isLast);
    });
    if (done === null) {
      return null;
    }
    const { known, before, learned, alertTenants } = done;
    this.#known = known;
    if (known.breakers !== before) {
      const accountIds = [...before, ...known.breakers].flatMap((row) => row.accountIds);
      this.ports.breakersChanged([...new Set(accountIds)], alertTenants);
    }
    return learned;
  }

  async #look(
    tx: LearnerTx,
    known: Known | null,
    now: Date,
    isLast: boolean,
  ): Promise<LookDone | null> {
    const { processId } = this.ports;
    const seat = await tx.readSeat();
    const isTaken =
      seat.ownerId !== null &&
      seat.ownerId !== processId &&
      seat.leasedUntil !== null &&
      seat.leasedUntil > now;
    if (isTaken) {
      return null;
    }
    const market = await this.ports.market();
    const ports = { ...market, keyring: this.ports.keyring };
    const recalled = known?.look === seat.look ? known : await recall(tx, seat, ports);
    const { mind, breakers: before } = recalled;
    mind.knowUpstreams(market.upstreams);
    const ownerOf = (accountId: string): string | null =>
      market.accountOf(accountId)?.tenantId ?? null;
    const read = await readOn(tx, mind, now);
    mind.learn(read.events, read.look.fromSec, read.look.toSec);
    const changed = await storeLearned(tx, mind, seat, read.look.toSec, ownerOf);
    const past = await learnPast(tx, recalled.past, ports, now);
    const isPastLearned = past !== null && past.isLearned;
    if (isPastLearned) {
      await storePast(tx, mind, past.learner, seat, ownerOf);
    }
    const breakers = await storeBreakers(tx, mind, before);
    const alertTenants = await storeAlerts(
      tx,
      outageNews(before, breakers, (accountId) => market.accountOf(accountId), now),
      now,
    );
    const isNews =
      changed > 0 || read.look.parts.length > 0 || breakers !== before || isPastLearned;
    const look = isNews ? seat.look + 1n : seat.look;
    if (isNews) {
      await tx.saveLook({ ...read.look, look });
    }
    await this.#sit(tx, mind, seat, look, now, { isLast, isCheckpoint: isLast || isPastLearned });
    const learned = {
      events: read.events.length,
      rows: changed,
      isMore: read.isMore || past?.isUnderWay === true,
      pastSends: isPastLearned ? past.learner.sends : null,
    };
    const unlearned = isPastLearned ? null : (past?.learner ?? null);
    return { known: { mind, look, breakers, past: unlearned }, before, learned, alertTenants };
  }

  /** Keeps the seat, or leaves it, and now and then a checkpoint. */
  async #sit(
    tx: LearnerTx,
    mind: LearnerMind,
    seat: LearnerSeat,
    look: bigint,
    now: Date,
    { isLast, isCheckpoint }: { readonly isLast: boolean; readonly isCheckpoint: boolean },
  ): Promise<void> {
    const sinceMs = now.getTime() - (seat.checkpointAt?.getTime() ?? 0);
    const isDue = isCheckpoint || (look !== seat.checkpoint && sinceMs >= checkpointEveryMs);
    if (isDue) {
      mind.router.refit(mind.clockSec);
      await tx.saveState(await mindBytes(mind.state), look);
      if (now.getUTCHours() !== seat.checkpointAt?.getUTCHours()) {
        await tx.deleteStates(guardFamily, mind.clockSec - silentSec);
        await tx.deletePrefixCounts(now);
      }
    }
    const isOld =
      seat.ownerId !== this.ports.processId ||
      seat.leasedUntil === null ||
      seat.leasedUntil.getTime() - now.getTime() < leaseMs / 2;
    if (isDue || isOld || look !== seat.look) {
      await tx.saveSeat({
        ownerId: isLast ? null : this.ports.processId,
        leasedUntil: isLast ? null : new Date(now.getTime() + leaseMs),
        look,
        checkpoint: isDue ? look : seat.checkpoint,
        checkpointAt: isDue ? now : seat.checkpointAt,
      });
    }
  }
}

/** What this process knows as long as it has the seat. */
interface Known {
  readonly mind: LearnerMind;
  /** The look that it is of. */
  readonly look: bigint;
  /** The breakers that are stored as open. */
  readonly breakers: readonly RouteBreakerRow[];
  /** What was put in behind all this, while it is learned. */
  readonly past: PastLearner | null;
}

interface LookDone {
  readonly known: Known;
  readonly before: readonly RouteBreakerRow[];
  readonly learned: Learned;
  readonly alertTenants: readonly string[];
}

/** Stores what was learned since the last look; returns how many rows that is. */
async function storeLearned(
  tx: LearnerTx,
  { router, space }: LearnerMind,
  seat: LearnerSeat,
  toSec: number,
  ownerOf: (accountId: string) => string | null,
): Promise<number> {
  const next = { ...seat, look: seat.look + 1n };
  const sums = agedRows(router, rowsOf(router.takeDelta(), ownerOf), dayStart(toSec));
  const states = guardRowsOf({ space, changes: router.takeGuardChanges() });
  await tx.addEstimates(sums, next);
  await tx.putEstimates(states, next);
  return sums.length + states.length;
}

/** Stores the breakers that are open; the same list when nothing has changed. */
async function storeBreakers(
  tx: LearnerTx,
  { router, space }: LearnerMind,
  before: readonly RouteBreakerRow[],
): Promise<readonly RouteBreakerRow[]> {
  const breakers = breakerRowsOf(space, router.breakers.entries());
  if (JSON.stringify(breakers) === JSON.stringify(before)) {
    return before;
  }
  await tx.replaceBreakers(breakers);
  return breakers;
}

/** Raises what no open alert says already; returns whose alerts changed. */
async function storeAlerts(
  tx: LearnerTx,
  { raised, resolved }: OutageNews,
  now: Date,
): Promise<readonly string[]> {
  if (raised.length > 0) {
    const places = raised.map((alert) => ({ tenantId: alert.tenantId, cause: sameOutage(alert) }));
    const open = await tx.findOpenCauses(places);
    await tx.raiseAlerts(
      raised.filter((alert) => !open.has(`${alert.tenantId} ${sameOutage(alert)}`)),
    );
  }
  if (resolved.length > 0) {
    await tx.resolveAlerts(resolved, now);
  }
  return [...new Set([...raised, ...resolved].map(({ tenantId }) => tenantId))];
}

/** What the logs have behind their cursors, as far as it can be learned now. */
async function readOn(
  tx: LearnerTx,
  mind: LearnerMind,
  now: Date,
): Promise<{
  readonly look: Look;
  readonly events: Awaited<ReturnType<LearnerTx["readParts"]>>;
  readonly isMore: boolean;
}> {
  const found = await tx.findParts(tenantsAtOnce, eventsAtOnce);
  const isCut = ({ after, upTo }: LogPart): boolean => upTo - after >= BigInt(eventsAtOnce);
  const isMore = found.length === tenantsAtOnce || found.some(isCut);
  const read = found.length === 0 ? [] : await tx.readParts(found);
  const { parts, events } = withinReach(found, read, isCut);
  const fromSec = mind.clockSec;
  const toSec = isMore ? fromSec : Math.max(fromSec, now.getTime() / 1000 - lagSec);
  return { look: { look: 0n, fromSec, toSec, parts }, events, isMore };
}

/** What a learner knew that stopped, or was stopped, at this seat. */
async function recall(tx: LearnerTx, seat: LearnerSeat, ports: MindPorts): Promise<Known> {
  const bytes = await tx.readState();
  const state = bytes === null ? null : await readMind(bytes);
  const isReadable = bytes === null || state !== null;
  const base = await tx.readBase(isReadable ? seat.checkpoint : seat.look + 1n);
  const mind = new LearnerMind(ports, base, state);
  if (isReadable) {
    for (const look of await tx.readLooks(seat.checkpoint)) {
      mind.learnAgain(look, await tx.readParts(look.parts));
    }
  }
  return { mind, look: seat.look, breakers: await tx.readBreakers(), past: null };
}
