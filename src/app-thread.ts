/** What learns of routes, in a thread of its own: a look at the logs keeps no request waiting. */
import os from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { startLearning } from "./jobs/learn-routes.js";
import type { AlertAccount } from "./manage/routes/outage-alerts.js";
import { type LearnerMarket, RouteLearner } from "./manage/routes/route-learner.js";
import type { DatabaseTarget } from "./store/connection.js";
import { createKeyring, type MasterKey } from "./store/keyring.js";
import { createLearnerStore } from "./store/learner-store.js";
import { createPool } from "./store/pool.js";

/** What the thread is started with. */
export interface ThreadOrder {
  readonly target: DatabaseTarget;
  readonly keys: readonly MasterKey[];
  /** The process, as the owner of the learner's seat: a uuid. */
  readonly processId: string;
}

/** The market as threads tell each other of it. */
export interface ThreadMarket {
  readonly upstreams: LearnerMarket["upstreams"];
  readonly accounts: ReadonlyMap<string, AlertAccount>;
}

/** What the server tells the thread. */
export type ServerNews =
  /** The answer to "market"; null = as it was told before. */
  | { readonly kind: "market"; readonly market: ThreadMarket | null }
  | { readonly kind: "no market"; readonly error: unknown }
  | { readonly kind: "stop" };

/** What the thread tells the server. */
export type ThreadNews =
  /** It wants to know the market as it is now. */
  | { readonly kind: "market" }
  | {
      readonly kind: "breakers";
      readonly accountIds: readonly string[];
      readonly alertTenants: readonly string[];
    }
  | { readonly kind: "learned past"; readonly sends: number }
  | { readonly kind: "failed"; readonly error: unknown; readonly what?: string };

const connections = 1;

/** Codes that are asked for go first: it learns for tens of milliseconds every second. */
const nicer = 10;

if (parentPort !== null) {
  giveWay();
  learn(parentPort, workerData as ThreadOrder);
}

/** On Linux each thread has a priority, and 0 is who asks; elsewhere it would be the server's. */
function giveWay(): void {
  if (process.platform === "linux") {
    os.setPriority(0, Math.min(19, os.getPriority() + nicer));
  }
}

function learn(server: NonNullable<typeof parentPort>, order: ThreadOrder): void {
  const tell = (news: ThreadNews): void => server.postMessage(news);
  const pool = createPool(order.target, "owner", connections, (error) =>
    tell({ kind: "failed", error }),
  );
  let known: ThreadMarket = { upstreams: new Map(), accounts: new Map() };
  let asking: { resolve(market: LearnerMarket): void; reject(error: unknown): void } | null = null;
  const running = startLearning({
    learner: new RouteLearner({
      store: createLearnerStore(pool),
      processId: order.processId,
      keyring: createKeyring(
        order.keys.map(({ id, bytes }) => ({ id, bytes: Buffer.from(bytes) })),
      ),
      market: () =>
        new Promise((resolve, reject) => {
          asking = { resolve, reject };
          tell({ kind: "market" });
        }),
      breakersChanged: (accountIds, alertTenants) =>
        tell({ kind: "breakers", accountIds, alertTenants }),
    }),
    now: () => new Date(),
    failed: (error, what) => tell({ kind: "failed", error, what }),
    learnedPast: (sends) => tell({ kind: "learned past", sends }),
  });
  server.on("message", (news: ServerNews) => {
    if (news.kind === "stop") {
      void running
        .stop()
        .then(() => pool.end())
        .finally(() => server.close());
    } else if (news.kind === "no market") {
      asking?.reject(news.error);
    } else {
      known = news.market ?? known;
      const { upstreams, accounts } = known;
      asking?.resolve({ upstreams, accountOf: (accountId) => accounts.get(accountId) ?? null });
    }
  });
}
