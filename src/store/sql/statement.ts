import type pg from "pg";

/** A connection, inside a transaction or not. */
export type Connection = pg.Pool | pg.PoolClient;

const roundTrips = new Map<string, number>();

/**
 * Database round trips of this process's hot statements so far, by statement;
 * the bench divides them by sends.
 */
export function countRoundTrips(): ReadonlyMap<string, number> {
  return roundTrips;
}

/** Counts one round trip that is no statement of `run`, such as begin and commit. */
export function addRoundTrip(name: string): void {
  roundTrips.set(name, (roundTrips.get(name) ?? 0) + 1);
}

/**
 * Runs one named statement: parsed and planned once per connection. It is on its way when this
 * returns, or this throws; whoever leaves the answer alone, because something before it failed,
 * need not hear of it.
 *
 * @param name unique per text; one round trip
 */
export function run<Row extends object>(
  db: Connection,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  addRoundTrip(name);
  const rows = db
    .query<Row & pg.QueryResultRow>({ name, text, values: [...values] })
    .then((result) => result.rows);
  rows.catch(ignored);
  return rows;
}

/** The same for a statement that only writes. */
export function write(
  db: Connection,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<void> {
  const done = run(db, name, text, values).then(ignored);
  done.catch(ignored);
  return done;
}

function ignored(): void {}
