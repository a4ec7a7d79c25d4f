import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import os from "node:os";
import { fileURLToPath } from "node:url";
import type { HistoryTenant } from "../manage/seed/history-store.js";
import { HistoryTelling, historyTitle } from "./history-telling.js";
import type { HistoryEnding, HistoryNews, HistoryOrder } from "./run-history.js";

/** The demo's past while it is played beside the server. */
export interface HistoryProcess {
  /** Ends it where it is; the next start plays what is not stored. */
  stop(): Promise<void>;
}

const entry = fileURLToPath(new URL("./run-history.js", import.meta.url));
// Sends of today go first.
const nicer = 5;
// Each costs a quarter of a gigabyte while it runs, and warms up for a second and a half.
const processesMax = 2;

/**
 * Plays the demo's past in processes of their own, as many as there are processors for, two at
 * most: each plays some of the tenants, and stores theirs in one transaction. When all are stored,
 * one of them counts.
 *
 * @param say    hears how far it is
 * @param failed hears why it ended before it was done
 */
export function startHistory(
  order: HistoryOrder,
  say: (line: string) => void,
  failed: (why: string) => void,
): HistoryProcess {
  const shares = sharesOf(order.tenants, Math.min(os.availableParallelism(), processesMax));
  const title = historyTitle(order.days, order.tenants.length);
  const telling = new HistoryTelling(title, shares.length, say);
  const sends = new Map<ChildProcess, number>();
  let isOver = false;

  function ended(why: string): void {
    if (!isOver) {
      isOver = true;
      children.forEach((child) => child.kill("SIGKILL"));
      failed(why);
    }
  }

  function heard(child: ChildProcess, part: number, news: HistoryNews): void {
    if ("share" in news) {
      telling.played(part, news.share);
    } else if ("sends" in news) {
      sends.set(child, news.sends);
      if (sends.size === children.length) {
        // Who ended last counts for all.
        children.forEach((one) => one.send((one === child ? "count" : "end") as HistoryEnding));
      }
    } else if (news.failure !== null) {
      ended(news.failure);
    } else {
      isWell.add(child);
      if (isWell.size === children.length && !isOver) {
        isOver = true;
        telling.done([...sends.values()].reduce((sum, count) => sum + count, 0));
      }
    }
  }

  const isWell = new Set<ChildProcess>();
  const children = shares.map((tenants, part) => {
    const child = begin({ ...order, tenants });
    child.on("message", (news: HistoryNews) => heard(child, part, news));
    child.on("error", (error) => ended(error.message));
    child.once("exit", (code, signal) => {
      if (!isWell.has(child)) {
        ended(`it ended with ${signal ?? `code ${code}`}`);
      }
    });
    return child;
  });
  return {
    async stop() {
      isOver = true;
      await Promise.all(children.map(end));
    },
  };
}

/** Deals the tenants out in their order, so that the parts differ by one at most. */
function sharesOf(tenants: readonly HistoryTenant[], parts: number): readonly HistoryTenant[][] {
  const count = Math.max(1, Math.min(parts, tenants.length));
  return Array.from({ length: count }, (_, part) =>
    tenants.filter((_one, index) => Math.floor((index * count) / tenants.length) === part),
  );
}

function begin(order: HistoryOrder): ChildProcess {
  const child = fork(entry, {
    serialization: "advanced",
    // Most of what is made lives for one step; with little room for it, half the time goes into
    // looking through what does not.
    execArgv: ["--max-semi-space-size=64"],
  });
  if (child.pid !== undefined) {
    os.setPriority(child.pid, Math.min(19, os.getPriority() + nicer));
  }
  child.send(order);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  }
}
