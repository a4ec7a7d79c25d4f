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

/** `unnest($1::uuid[], …) as n(tenant_id, …)`: the batch as a table, one parameter per column. */
export function unnestTable<Row>(columns: Columns<Row>, alias: string): string {
  return `${unnestArrays(columns)} as ${alias}(${columnList(columns)})`;
}

/** The same with the rows' places in the batch, from 1, as a last column. */
export function unnestOrdered<Row>(columns: Columns<Row>, alias: string, place: string): string {
  return `${unnestArrays(columns)} with ordinality as ${alias}(${columnList(columns)}, ${place})`;
}

function unnestArrays<Row>(columns: Columns<Row>): string {
  const arrays = Object.values<string>(columns).map(
    (type, index) => `$${index + 1}::${elementType(type)}[]`,
  );
  return `unnest(${arrays.join(", ")})`;
}

/**
 * `n.tenant_id, n.budget_periods::uuid[], …`:
 * an array within a row travels as text, since unnest flattens.
 */
export function unnestSelect<Row>(columns: Columns<Row>, alias: string): string {
  return Object.entries<string>(columns)
    .map(([field, type]) => `${alias}.${columnName(field)}${isArray(type) ? `::${type}` : ""}`)
    .join(", ");
}

/** `status = n.status, …` for an UPDATE from the batch. */
export function assignments<Row>(columns: Columns<Row>, alias: string): string {
  return Object.entries<string>(columns)
    .map(([field, type]) => {
      const name = columnName(field);
      return `${name} = ${alias}.${name}${isArray(type) ? `::${type}` : ""}`;
    })
    .join(", ");
}

/**
 * The parameters for `unnestTable`: one array per column, in the columns' order, as text: pg would
 * look through each value for what needs a backslash, and most types have nothing.
 */
export function columnArrays<Row, Field extends keyof Row>(
  columns: { readonly [F in Field]: string },
  rows: readonly Row[],
): string[] {
  return (Object.entries(columns) as [Field, string][]).map(([field, type]) => {
    const encode = encoderOf(type);
    let literal = "{";
    for (const row of rows) {
      const value = row[field];
      literal += literal.length === 1 ? "" : ",";
      literal += value === null || value === undefined ? "NULL" : encode(value);
    }
    return `${literal}}`;
  });
}

function isArray(type: string): boolean {
  return type.endsWith("[]");
}

function elementType(type: string): string {
  return isArray(type) ? "text" : type;
}

function encoderOf(type: string): (value: unknown) => string {
  if (isArray(type)) {
    return (value) => quoted(arrayLiteral(value as readonly string[]));
  }
  switch (type) {
    case "timestamptz":
      return (value) => `"${(value as Date).toISOString()}"`;
    case "jsonb":
      return (value) => quoted(JSON.stringify(value));
    case "bytea":
      return (value) => `"\\\\x${(value as Buffer).toString("hex")}"`;
    case "text":
      return (value) => quoted(value as string);
    default:
      return String;
  }
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map(quoted).join(",")}}`;
}

function quoted(text: string): string {
  return `"${/[\\"]/.test(text) ? text.replace(/[\\"]/g, "\\$&") : text}"`;
}
