import pg from "pg";

interface Corkable {
  readonly connection?: { readonly stream: { cork(): void; uncork(): void } };
}

/**
 * A connection of the hot side: statements that are issued in one turn of the event loop reach the
 * server in one write. Waking the server's process costs more than a short statement does.
 */
export class EngineClient extends pg.Client {
  #isCorked = false;

  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: readonly unknown[]) => unknown;
    // As a property: the overloads of `query` cannot be spelled out by an override.
    this.query = ((...args: readonly unknown[]) => {
      this.#cork();
      return query(...args);
    }) as pg.Client["query"];
  }

  #cork(): void {
    const stream = (this as unknown as Corkable).connection?.stream;
    if (this.#isCorked || stream === undefined) {
      return;
    }
    this.#isCorked = true;
    stream.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      stream.uncork();
    });
  }
}
