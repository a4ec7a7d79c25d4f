import pg from "pg";

/** One statement of a bundle and who waits for it. */
export interface BundledStatement {
  /** Prepared under this name, once per connection. */
  readonly name: string;
  readonly text: string;
  /** As the wire takes them: text, bytes or null. */
  readonly values: readonly unknown[];
  readonly answer: (error: Error | null, result?: BundledResult) => void;
}

export interface BundledResult {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: readonly object[];
}

/** What a connection remembers of the statements that it prepared. */
export interface PreparedStatement {
  readonly fields: readonly Field[];
  /** A row of nulls: its copies share one hidden class. */
  readonly emptyRow: Readonly<Record<string, unknown>>;
}

interface Field {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

interface FieldMessage {
  readonly name: string;
  readonly dataTypeID: number;
}

/** The parts of pg's connection that speak the extended query protocol. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string; types: readonly number[] }): void;
  bind(message: object): void;
  describe(message: { type: "P"; name: string }): void;
  execute(message: { portal: string; rows: number }): void;
  close(message: { type: "S"; name: string }): void;
  sync(): void;
}

type Parser = (text: string) => unknown;

const nobodyListens = (): undefined => undefined;

function submitBundle(this: pg.Query, connection: unknown): void {
  (this as StatementBundle).write(connection as Wire);
}

/**
 * Statements that reach the server in one write, under one Sync: it runs them in order and answers
 * once. When one fails, those behind it are not run and fail alike. A statement is described only
 * the first time.
 *
 * Source: PostgreSQL manual, "Message Flow", "Pipelining".
 */
export class StatementBundle extends pg.Query {
  readonly #results: BundledResult[] = [];
  #rows: object[] = [];
  #fields: PreparedStatement | null = null;
  #error: Error | null = null;

  /**
   * @param prepared by name; null = sent before, and nobody knows whether it was prepared
   */
  constructor(
    private readonly statements: readonly BundledStatement[],
    private readonly prepared: Map<string, PreparedStatement | null>,
    private readonly parserOf: (typeId: number) => Parser,
  ) {
    super({ text: "" });
    // pg takes a query without a callback for one whose rows somebody listens to.
    (this as { callback?: unknown }).callback = nobodyListens;
  }

  // Not written out here: V8 would put it among the old objects at once, as it does with a function
  // that is written where it becomes a property, and there it holds the whole bundle for seconds.
  override readonly submit = submitBundle;

  /** Sends all of it. */
  write(wire: Wire): void {
    wire.stream.cork();
    for (const { name, text, values } of this.statements) {
      const known = this.prepared.get(name);
      if (known === null) {
        wire.close({ type: "S", name });
      }
      if (known === undefined || known === null) {
        wire.parse({ name, text, types: [] });
      }
      wire.bind({ portal: "", statement: name, values });
      if (known === undefined || known === null) {
        wire.describe({ type: "P", name: "" });
        this.prepared.set(name, null);
      }
      wire.execute({ portal: "", rows: 0 });
    }
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription(message: { readonly fields: readonly FieldMessage[] }): void {
    this.#fields = {
      fields: message.fields.map(({ name, dataTypeID }) => ({
        name,
        parse: this.parserOf(dataTypeID),
      })),
      emptyRow: Object.fromEntries(message.fields.map(({ name }) => [name, null])),
    };
  }

  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void {
    if (this.#error !== null) {
      return;
    }
    this.#fields ??= this.prepared.get(this.#current.name) ?? null;
    if (this.#fields === null) {
      this.#error = new Error(`rows of ${this.#current.name} came without a description`);
      return;
    }
    const { fields, emptyRow } = this.#fields;
    const row: Record<string, unknown> = { ...emptyRow };
    try {
      message.fields.forEach((text, index) => {
        const field = fields[index];
        if (text !== null && field !== undefined) {
          row[field.name] = field.parse(text);
        }
      });
    } catch (error) {
      this.#error = error instanceof Error ? error : new Error(String(error));
    }
    this.#rows.push(row);
  }

  handleCommandComplete(message: { readonly text: string }): void {
    const { name } = this.#current;
    if (this.prepared.get(name) === null) {
      this.prepared.set(name, this.#fields ?? { fields: [], emptyRow: {} });
    }
    const words = message.text.split(" ");
    const count = Number(words.at(-1));
    this.#results.push({
      command: words[0] ?? "",
      rowCount: Number.isNaN(count) ? null : count,
      rows: this.#rows,
    });
    this.#rows = [];
    this.#fields = null;
  }

  handleError(error: Error): void {
    this.#tell(error);
  }

  handleReadyForQuery(): void {
    this.#tell(this.#error);
  }

  get #current(): BundledStatement {
    return this.statements[this.#results.length] as BundledStatement;
  }

  /** What failed, or was not run for that reason, all fail alike: the first error says why. */
  #tell(error: Error | null): void {
    this.statements.forEach(({ answer }, index) => {
      const result = this.#results[index];
      if (error !== null && result === undefined) {
        answer(error);
      } else if (error === null || this.#error === null) {
        answer(null, result);
      } else {
        answer(error);
      }
    });
  }
}
