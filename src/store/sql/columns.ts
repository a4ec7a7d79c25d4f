/**
 * Names a row type's columns once: field → Postgres type. Statements are written out from it, so
 * that a select yields the row as the steps know it and a batch travels as one array per column.
 */
export type Columns<Row> = { readonly [Field in keyof Row]-?: string };

/** "tenantId" → "tenant_id". */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `s.tenant_id as "tenantId", …` */
export function selectList<Row>(columns: Columns<Row>, alias: string): string {
  return Object.keys(columns)
    .map((field) => `${alias}.${columnName(field)} as "${field}"`)
    .join(", ");
}

/** `tenant_id, id, …` */
export function columnList<Row>(columns: Columns<Row>): string {
  return Object.keys(columns).map(columnName).join(", ");
}

/** `n.tenant_id, n.id, …` */
export function columnsOf<Row>(columns: Columns<Row>, alias: string): string {
  return Object.keys(columns)
    .map((field) => `${alias}.${columnName(field)}`)
    .join(", ");
}

/**
 * `unnest($1::send_batch[]) as n`: the batch as a table, in one parameter. With a parameter per
 * column, Postgres would run a function and fill a store of its own for each of them, 7 µs a
 * column even for a batch of one.
 *
 * @param type a composite type with these columns in their order; a type is never changed, so that
 *   a server of the release before goes on running while the schema is a step ahead of it
 */
export function batchTable(type: string, alias: string): string {
  return `unnest($1::${type}[]) as ${alias}`;
}

/** The same with the rows' places in the batch, from 1, as a last column. */
export function batchOrdered<Row>(
  type: string,
  columns: Columns<Row>,
  alias: string,
  place: string,
): string {
  return `unnest($1::${type}[]) with ordinality as ${alias}(${columnList(columns)}, ${place})`;
}

/** `status = n.status, …` for an UPDATE from the batch. */
export function assignments<Row>(columns: Columns<Row>, alias: string): string {
  return Object.keys(columns)
    .map((field) => `${columnName(field)} = ${alias}.${columnName(field)}`)
    .join(", ");
}
