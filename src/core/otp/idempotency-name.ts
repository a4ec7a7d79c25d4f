/** Names one idempotency key in maps: keys of different tenants and mutations never meet. */
export function idempotencyName(row: {
  readonly tenantId: string;
  readonly mutation: string;
  readonly key: string;
}): string {
  return `${row.tenantId} ${row.mutation} ${row.key}`;
}
