import { createHash } from "node:crypto";
import type { AppWorld } from "./app-world.js";
import { until } from "./until.js";

/** An export as the tests ask for it. */
export interface AskedExport {
  readonly id: string;
  readonly status: string;
  readonly rowsWritten: number;
  readonly bytes: number | null;
  readonly progress: number | null;
  readonly downloadUrl: string | null;
  readonly sha256: string | null;
  readonly error: string | null;
  readonly expiresAt: string | null;
}

export const exportFields =
  "id kind format status rowsWritten bytes progress downloadUrl sha256 error expiresAt createdAt";

/** What a request came to. */
export interface RequestedExport {
  readonly export: AskedExport | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[] | null;
    readonly message: string;
    readonly retryAfterMs: number | null;
  }[];
}

/** All of the years in which tests make rows. */
export const anyTime = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };

/** Asks for an export of all times unless told otherwise. */
export async function requestExport(
  world: Pick<AppWorld, "data">,
  secret: string,
  input: object,
): Promise<RequestedExport> {
  const answer = await world.data<{ requestExport: RequestedExport }>(
    secret,
    `mutation($input: RequestExportInput!) { requestExport(input: $input) {
       export { ${exportFields} } userErrors { code field message retryAfterMs } } }`,
    { input: { format: "CSV", range: anyTime, ...input } },
  );
  return answer.requestExport;
}

/** How an export stands. */
export async function readExport(
  world: Pick<AppWorld, "data">,
  secret: string,
  id: string,
): Promise<AskedExport | null> {
  const answer = await world.data<{ node: AskedExport | null }>(
    secret,
    `query($id: ID!) { node(id: $id) { ... on Export { ${exportFields} } } }`,
    { id },
  );
  return answer.node;
}

/** Asks for an export, waits until it is READY, and downloads it. */
export async function makeExport(
  world: Pick<AppWorld, "data">,
  secret: string,
  input: object,
): Promise<{ readonly row: AskedExport; readonly bytes: Buffer }> {
  const asked = await requestExport(world, secret, input);
  if (asked.export === null) {
    throw new Error(JSON.stringify(asked.userErrors));
  }
  const { id } = asked.export;
  const row = await until("the export is ready", async () => {
    const now = await readExport(world, secret, id);
    if (now?.status === "FAILED") {
      throw new Error(now.error ?? "failed");
    }
    return now?.status === "READY" ? now : null;
  });
  const response = await fetch(row.downloadUrl ?? "");
  const bytes = Buffer.from(await response.arrayBuffer());
  if (createHash("sha256").update(bytes).digest("hex") !== row.sha256) {
    throw new Error(`the bytes are not those of the SHA-256: ${bytes.toString().slice(0, 200)}`);
  }
  return { row, bytes };
}
