import type { ExecutionResult } from "graphql";

/** What one event is to a subscriber: written already, or a result with errors to be masked. */
export type Answer = string | ExecutionResult;

/**
 * A subscription that sends what is written already by itself and yields only the rest. `return()`
 * ends it at once, also while `next()` waits.
 */
export class LiveAnswers implements AsyncIterableIterator<ExecutionResult> {
  #isDone = false;

  constructor(
    private readonly source: AsyncIterator<unknown>,
    private readonly answer: (event: unknown) => Answer | Promise<Answer>,
    /** A promise where the reader is slow: it is waited for. */
    private readonly send: (payload: string) => Promise<void> | null,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult>> {
    for (;;) {
      const item = await this.source.next();
      if (item.done === true || this.#isDone) {
        return { done: true, value: undefined };
      }
      const answer = this.answer(item.value);
      const told = answer instanceof Promise ? await answer : answer;
      if (typeof told !== "string") {
        return { done: false, value: told };
      }
      if (this.#isDone) {
        return { done: true, value: undefined };
      }
      const sent = this.send(told);
      if (sent !== null) {
        await sent;
      }
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.#isDone = true;
    await this.source.return?.();
    return { done: true, value: undefined };
  }

  async throw(error?: unknown): Promise<IteratorResult<ExecutionResult>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
