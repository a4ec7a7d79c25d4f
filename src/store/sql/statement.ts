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
 * Runs one named statement: parsed and planned once per connection.
 *
 * @param name unique per text; one round trip
 */
export async function run<Row extends object>(
  db: Connection,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  addRoundTrip(name);
  const result = await db.query<Row & pg.QueryResultRow>({ name, text, values: [...values] });
  return result.rows;
}
