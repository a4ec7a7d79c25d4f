/** Joins what learns of routes to logs, market and boards; a part of app.ts. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ServerNews, ThreadMarket, ThreadNews, ThreadOrder } from "./app-thread.js";
import type { StatCell } from "./core/stats/cell.js";
import type { Walk } from "./flow/create-walk.js";
import type { IndexedAccount, Market } from "./flow/market.js";
import type { Ground } from "./ground.js";
import { every } from "./jobs/every.js";
import { type LearnRoutesPorts, startLearning } from "./jobs/learn-routes.js";
import type { Running } from "./jobs/repeat.js";
import type { AlertAccount } from "./manage/routes/outage-alerts.js";
import {
  type LearnerMarket,
  RouteLearner,
  type RouteLearnerPorts,
} from "./manage/routes/route-learner.js";
import { receiptTrust } from "./manage/stats/receipt-trust.js";
import { createLearnerStore } from "./store/learner-store.js";

const lookEveryMs = 1_500;
const restartAfterMs = 3_000;
const endsWithinMs = 8_000;

/** Who hears of what goes on. */
interface RoutingHooks {
  readonly failed: (error: unknown, what?: string) => void;
  readonly say: (line: string) => void;
}

/**
 * Starts what learns, in one process of all, and what reads what was learned, in each.
 *
 * @param thread the compiled app-thread.js, where learning keeps no request waiting; null = here
 */
export function startRouting(
  ground: Ground,
  walk: Walk,
  now: () => Date,
  hooks: RoutingHooks,
  thread: URL | null,
): readonly Running[] {
  const told: LearnerNews = {
    processId: randomUUID(),
    breakersChanged: (accountIds, alertTenants) => {
      ground.bus.publish("health", accountIds);
      ground.bus.publish("alerts", alertTenants);
    },
    learnedPast: (sends) => hooks.say(`routing: learned from ${sends} sends of the past`),
    failed: hooks.failed,
  };
  return [
    thread === null
      ? learnHere(ground, walk, now, told)
      : learnInThread(thread, ground, walk, told),
    every(lookEveryMs, () => walk.refreshEstimates(), hooks.failed),
  ];
}

/** Who learns, and who hears of it. */
interface LearnerNews
  extends Pick<RouteLearnerPorts, "processId" | "breakersChanged">,
    Pick<LearnRoutesPorts, "learnedPast" | "failed"> {}

function learnHere(
  { pools, keyring }: Ground,
  walk: Walk,
  now: () => Date,
  told: LearnerNews,
): Running {
  const store = createLearnerStore(pools.owner);
  const market = (): Promise<LearnerMarket> => marketFacts(walk);
  return startLearning({
    ...told,
    learner: new RouteLearner({ ...told, store, keyring, market }),
    now,
  });
}

/** It would take as much room for what is young as the server's own flags give that. */
const resourceLimits = { maxYoungGenerationSizeMb: 48 };

/** A thread that ends before it is told to is reported, and started again. */
function learnInThread(
  url: URL,
  { database, keys }: Ground,
  walk: Walk,
  told: LearnerNews,
): Running {
  const workerData: ThreadOrder = { target: database.target, keys, processId: told.processId };
  let stopping: Promise<void> | null = null;
  let restart: NodeJS.Timeout | undefined;
  let worker = start();

  function start(): Worker {
    const started = new Worker(url, { workerData, resourceLimits });
    const market = marketTeller(walk, (news) => started.postMessage(news));
    started.on("message", (news: ThreadNews) => {
      if (news.kind === "market") {
        void market();
      } else if (news.kind === "breakers") {
        told.breakersChanged(news.accountIds, news.alertTenants);
      } else if (news.kind === "learned past") {
        told.learnedPast(news.sends);
      } else {
        told.failed(news.error, news.what ?? "in the learner's thread");
      }
    });
    started.on("error", (error) => told.failed(error, "the learner's thread"));
    started.once("exit", () => {
      if (stopping === null) {
        told.failed(new Error("it ended and is started again"), "the learner's thread");
        restart = setTimeout(() => {
          worker = start();
        }, restartAfterMs);
      }
    });
    return started;
  }

  async function stop(): Promise<void> {
    clearTimeout(restart);
    if (worker.threadId === ended) {
      return;
    }
    const exit = once(worker, "exit", { signal: AbortSignal.timeout(endsWithinMs) });
    worker.postMessage({ kind: "stop" } satisfies ServerNews);
    await exit.catch(() => worker.terminate());
  }

  return { stop: () => (stopping ??= stop()) };
}

/** The thread id of one that is over. */
const ended = -1;

/** Answers with the market as it is now; what has not changed is not told again. */
function marketTeller(walk: Walk, tell: (news: ServerNews) => void): () => Promise<void> {
  let before: Market | undefined;
  return async () => {
    try {
      const market = await walk.rules.freshMarket();
      const isOld = market === before;
      before = market;
      tell({ kind: "market", market: isOld ? null : threadMarket(market, walk) });
    } catch (error) {
      before = undefined;
      tell({ kind: "no market", error });
    }
  };
}

/** How far receipts are to be trusted in a cell; own accounts count where a tenant is named. */
export async function trustIn(
  { rules }: Pick<Walk, "rules">,
  cell: StatCell,
  tenantId: string | null,
): Promise<number | null> {
  return receiptTrust(await rules.market(), rules.measured, cell, tenantId);
}

/** The market as the learner asks for it. */
export async function marketFacts(walk: Pick<Walk, "rules">): Promise<LearnerMarket> {
  const { accounts } = await walk.rules.freshMarket();
  return {
    upstreams: walk.rules.measured.upstreams,
    accountOf: (accountId) => {
      const account = accounts.get(accountId);
      return account === undefined ? null : alertAccountOf(account);
    },
  };
}

function threadMarket({ accounts }: Market, walk: Walk): ThreadMarket {
  return {
    upstreams: walk.rules.measured.upstreams,
    accounts: new Map([...accounts].map(([id, account]) => [id, alertAccountOf(account)])),
  };
}

function alertAccountOf({ tenantId, vendorId, vendor }: IndexedAccount): AlertAccount {
  return { tenantId, vendorId, vendorSlug: vendor.slug };
}
