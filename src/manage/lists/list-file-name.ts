/** What a result is called when it is downloaded: "sandi-list-check-2026-11-22.csv"; day in UTC. */
export function listFileName(createdAt: Date): string {
  return `sandi-list-check-${createdAt.toISOString().slice(0, 10)}.csv`;
}
