/**
 * One rule over the whole database. `sql` returns tenant_id, id, expected and found of every row
 * that breaks it; $1, where used, is now.
 */
export interface Invariant {
  readonly name: string;
  readonly sql: string;
}
