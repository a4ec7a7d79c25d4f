import pg from "pg";
import { Batch } from "./wire/batch.js";
import {
  type BundledResult,
  type BundledStatement,
  type PreparedStatement,
  StatementBundle,
} from "./statement-bundle.js";

type Answer = BundledStatement["answer"];
type AnyQuery = (...args: readonly unknown[]) => unknown;

const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } })
  .utils;
const plainTexts = new Set(["begin", "commit", "rollback"]);

/**
 * A connection of the hot side: named statements, and begin, commit and rollback, that are issued
 * in one turn of the event loop travel as one bundle. Waking the server's process, and being woken
 * by it, costs more than a short statement does. Anything else goes the usual way, in order.
 */
export class EngineClient extends pg.Client {
  readonly #prepared = new Map<string, PreparedStatement | null>();
  readonly #query: AnyQuery;
  #typeIds: ReadonlyMap<string, number> = new Map();
  #waiting: BundledStatement[] = [];

  constructor(config?: pg.ClientConfig) {
    super(config);
    this.#query = this.query.bind(this) as AnyQuery;
    // As a property: the overloads of `query` cannot be spelled out by an override.
    this.query = ((...args: readonly unknown[]) => this.#bundled(args)) as pg.Client["query"];
  }

  /**
   * Reads which numbers the types of batches have in this database; wanted before the first one.
   */
  async learnTypes(): Promise<void> {
    const { rows } = await super.query<{ name: string; id: unknown }>(
      `select t.typname as name, t.oid::bigint as id from pg_type t
       where t.typtype = 'c' and t.typname ~ '_(batch|change)$' and pg_type_is_visible(t.oid)`,
    );
    this.#typeIds = new Map(rows.map(({ name, id }) => [name, Number(id)]));
  }

  #bundled(args: readonly unknown[]): unknown {
    const statement = this.#bundleable(args[0]);
    if (statement === null) {
      this.#send();
      return this.#query(...args);
    }
    const callback = args.find((argument) => typeof argument === "function");
    if (callback !== undefined) {
      this.#add({ ...statement, answer: callback as Answer });
      return undefined;
    }
    return new Promise<BundledResult | undefined>((resolve, reject) => {
      this.#add({
        ...statement,
        answer: (error, result) => {
          if (error === null) {
            resolve(result);
          } else {
            reject(error);
          }
        },
      });
    });
  }

  #add(statement: BundledStatement): void {
    if (this.#waiting.length === 0) {
      process.nextTick(() => this.#send());
    }
    this.#waiting.push(statement);
  }

  #send(): void {
    if (this.#waiting.length > 0) {
      const statements = this.#waiting;
      this.#waiting = [];
      const parserOf = (typeId: number): ((text: string) => unknown) =>
        this.getTypeParser(typeId, "text") as (text: string) => unknown;
      this.#query(new StatementBundle(statements, this.#prepared, parserOf));
    }
  }

  #bundleable(query: unknown): Omit<BundledStatement, "answer"> | null {
    if (typeof query === "string") {
      return plainTexts.has(query) ? { name: query, text: query, values: [] } : null;
    }
    const { name, text, values, submit } = query as Partial<BundledStatement> & {
      submit?: unknown;
    };
    return name === undefined || text === undefined || submit !== undefined
      ? null
      : { name, text, values: (values ?? []).map((value) => this.#onTheWire(value)) };
  }

  #onTheWire(value: unknown): unknown {
    if (!(value instanceof Batch)) {
      return prepareValue(value);
    }
    const typeId = this.#typeIds.get(value.type);
    if (typeId === undefined) {
      throw new Error(`the database has no type ${value.type}; is it migrated?`);
    }
    return value.ofType(typeId);
  }
}
