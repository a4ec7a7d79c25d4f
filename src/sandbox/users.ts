import type { WireAnswer } from "./wire-message.js";
import { answer, refusal } from "./wire-message.js";

export interface UsersOptions {
  /** How long a sandbox that nobody signed off from waits for the next user, in milliseconds. */
  readonly graceMs: number;
  /** Whether something would be lost with the sandbox; if not, it waits for nobody. */
  readonly isWorthKeeping: () => boolean;
  /** Called once, when nobody is left to serve. */
  readonly onEmpty: () => void;
}

/**
 * The processes that use a sandbox of its own process. Each holds a request open: however it ends,
 * the system closes its connection, so that no process is mistaken for one that is gone.
 */
export class Users {
  private readonly staying = new Set<string>();
  private count = 0;
  private isStopping = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: UsersOptions) {
    this.awaitNext();
  }

  /** Signs a process on: the first line of the answer names it, and the answer never ends. */
  join(): WireAnswer {
    if (this.isStopping) {
      return refusal(503, "stopping", "the sandbox is about to end");
    }
    this.count += 1;
    const id = String(this.count);
    this.staying.add(id);
    this.stopWaiting();
    const line = JSON.stringify({ sandboxUser: id, pid: process.pid });
    return { kind: "stay", line, onClose: () => this.lose(id) };
  }

  /** Signs a process off. After the last one the sandbox ends. */
  leave(id: string): WireAnswer {
    if (!this.staying.delete(id)) {
      return refusal(404, "not_found", "nobody stays under this id");
    }
    const isLast = this.staying.size === 0;
    if (isLast) {
      // The answer first.
      setImmediate(() => this.end());
    }
    this.isStopping = isLast;
    return answer(200, { isLast });
  }

  close(): void {
    this.isStopping = true;
    this.stopWaiting();
  }

  private lose(id: string): void {
    const wasKilled = this.staying.delete(id);
    if (!wasKilled || this.staying.size > 0 || this.isStopping) {
      return;
    }
    if (this.options.isWorthKeeping()) {
      this.awaitNext();
    } else {
      this.end();
    }
  }

  private awaitNext(): void {
    this.timer = setTimeout(() => this.end(), this.options.graceMs);
  }

  private stopWaiting(): void {
    clearTimeout(this.timer ?? undefined);
    this.timer = null;
  }

  private end(): void {
    this.close();
    this.options.onEmpty();
  }
}
