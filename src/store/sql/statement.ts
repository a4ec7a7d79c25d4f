import type pg from "pg";

/** A connection, inside a transaction or not. */
export type Connection = pg.Pool | pg.PoolClient;

let roundTrips = 0;

/** Database round trips of this process's hot statements so far; what the bench divides by sends. */
export function countRoundTrips(): number {
  return roundTrips;
}

/** Adds what a transaction's begin and commit cost. */
export function addRoundTrips(count: number): void {
  roundTrips += count;
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
  roundTrips += 1;
  const result = await db.query<Row & pg.QueryResultRow>({ name, text, values: [...values] });
  return result.rows;
}
