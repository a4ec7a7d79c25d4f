import pg from "pg";

type Query = (this: unknown, ...args: unknown[]) => unknown;

interface Sender {
  readonly connectionParameters?: { readonly application_name?: string };
}

/** What runs on a clock, whoever asks for what meanwhile. */
const background = new Set(["sandi-owner", "sandi-jobs"]);

/**
 * Writes down the texts of all statements that this process sends to any database for somebody who
 * asked.
 */
export class StatementLog {
  readonly #texts: string[] = [];
  // Called with its own client below.
  // oxlint-disable-next-line typescript/unbound-method
  readonly #original = pg.Client.prototype.query as unknown as Query;

  constructor() {
    const texts = this.#texts;
    const original = this.#original;
    const spy: Query = function spy(...args) {
      const name = (this as Sender).connectionParameters?.application_name ?? "";
      if (!background.has(name)) {
        texts.push(...textsOf(args[0]));
      }
      return original.apply(this, args);
    };
    pg.Client.prototype.query = spy as unknown as typeof pg.Client.prototype.query;
  }

  /** What `work` gives, and the texts that were sent meanwhile, each once, in order of the text. */
  async during<T>(work: () => Promise<T>): Promise<[T, readonly string[]]> {
    const start = this.#texts.length;
    const result = await work();
    return [result, [...new Set(this.#texts.slice(start))].toSorted()];
  }

  stop(): void {
    pg.Client.prototype.query = this.#original as unknown as typeof pg.Client.prototype.query;
  }
}

/** The statement's text, or those of a bundle (store/statement-bundle). */
function textsOf(query: unknown): readonly string[] {
  if (typeof query === "string") {
    return [query];
  }
  const { statements, text } = query as { statements?: readonly { text: string }[]; text?: string };
  return statements?.map((one) => one.text) ?? [String(text)];
}
