import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

interface Question {
  readonly id: number;
  readonly order: unknown;
}
type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

/** A process of the bench that is asked things over its channel, one answer per question. */
export class Child {
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;

  private constructor(readonly process: ChildProcess) {
    process.on("message", (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ("error" in reply) {
        waiting?.reject(new Error(reply.error));
      } else {
        waiting?.resolve(reply.result);
      }
    });
    process.on("exit", (code) => {
      for (const waiting of this.#waiting.values()) {
        waiting.reject(new Error(`${path.basename(process.spawnfile)} ended with ${code}`));
      }
      this.#waiting.clear();
    });
  }

  /** @param name of a script beside this one, without its ending */
  static start(name: string, env: NodeJS.ProcessEnv = {}, nodeArgs: readonly string[] = []): Child {
    const script = fileURLToPath(new URL(`${name}.js`, import.meta.url));
    return new Child(
      fork(script, [], {
        env: { ...process.env, ...env },
        execArgv: [...nodeArgs],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      }),
    );
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  async ask<Result>(order: unknown): Promise<Result> {
    this.#lastId += 1;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(this.#lastId, waiting);
    const question: Question = { id: this.#lastId, order };
    this.process.send(question);
    return (await waiting.promise) as Result;
  }

  /** Closes the channel, which ends the process cleanly, and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) {
      return;
    }
    const ended = new Promise<void>((resolve) => this.process.once("exit", () => resolve()));
    this.process.disconnect();
    await ended;
  }
}

/** The other side: answers each question; `close` runs when the bench lets go. */
export function answerQuestions<Order>(
  answer: (order: Order) => Promise<unknown>,
  close: () => Promise<void>,
): void {
  process.on("message", (question: { id: number; order: Order }) => {
    answer(question.order).then(
      (result) => process.send?.({ id: question.id, result }),
      (error: unknown) => process.send?.({ id: question.id, error: String(error) }),
    );
  });
  process.once("disconnect", () => {
    void close().finally(() => process.exit(0));
  });
  // Ctrl-C reaches the whole group; the bench ends its children in order.
  process.on("SIGINT", () => undefined);
}
