import type { AppWorld } from "./app-world.js";
import { putFile } from "./put-file.js";
import { until } from "./until.js";

/** A list check as the tests ask for it. */
export interface AskedListCheck {
  readonly id: string;
  readonly status: string;
  readonly inputCount: number | null;
  readonly numberCount: number | null;
  readonly readCount: number;
  readonly invalidCount: number;
  readonly progress: number | null;
  readonly bytes: number;
  readonly downloadUrl: string | null;
  readonly sha256: string | null;
  readonly error: string | null;
  readonly expiresAt: string | null;
  readonly lookUps: {
    readonly account: { readonly id: string } | null;
    readonly priceEach: { readonly amount: string };
    readonly maxCost: { readonly amount: string };
    readonly countMax: number | null;
    readonly costMax: { readonly amount: string; readonly currency: string } | null;
    readonly askedCount: number;
    readonly cost: { readonly amount: string };
  } | null;
}

const money = "{ amount currency }";
export const listFields = `id status inputCount numberCount readCount invalidCount progress bytes
  downloadUrl sha256 error expiresAt lookUps { account { id } priceEach ${money} maxCost ${money}
  countMax costMax ${money} askedCount cost ${money} }`;

/** What a request about a list check came to. */
export interface ListAnswer {
  readonly listCheck: AskedListCheck | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[] | null;
    readonly message: string;
  }[];
}

type World = Pick<AppWorld, "data" | "url">;

/** Puts a list and asks for its check. */
export async function requestListCheck(
  world: World,
  secret: string,
  list: string | Uint8Array<ArrayBuffer>,
  input: object = {},
): Promise<ListAnswer> {
  const uploadId = await putFile(world.url, secret, list);
  return requestCheckOf(world, secret, { uploadId, ...input });
}

/** Asks for the check of a list that was put. */
export async function requestCheckOf(
  world: World,
  secret: string,
  input: object,
): Promise<ListAnswer> {
  const answer = await world.data<{ requestListCheck: ListAnswer }>(
    secret,
    `mutation($input: RequestListCheckInput!) { requestListCheck(input: $input) {
       listCheck { ${listFields} } userErrors { code field message } } }`,
    { input },
  );
  return answer.requestListCheck;
}

/** Starts or cancels one. */
export async function changeListCheck(
  world: World,
  secret: string,
  mutation: "startListCheck" | "cancelListCheck",
  variables: { readonly id: string; readonly maxCost?: string },
): Promise<ListAnswer> {
  const isStart = mutation === "startListCheck";
  const answer = await world.data<Record<string, ListAnswer>>(
    secret,
    `mutation($id: ID!${isStart ? ", $maxCost: Decimal" : ""}) {
       ${mutation}(id: $id${isStart ? ", maxCost: $maxCost" : ""}) {
         listCheck { ${listFields} } userErrors { code field message } } }`,
    variables,
  );
  return answer[mutation] as ListAnswer;
}

/** How a list check stands; null when the key may not see it. */
export async function readListCheck(
  world: World,
  secret: string,
  id: string,
): Promise<AskedListCheck | null> {
  const { node } = await world.data<{ node: AskedListCheck | null }>(
    secret,
    `query($id: ID!) { node(id: $id) { ... on ListCheck { ${listFields} } } }`,
    { id },
  );
  return node;
}

const under = ["QUEUED", "ESTIMATING", "CHECKING"];

/** Waits until a list check is over, or waits to be started. */
export function listCheckOver(world: World, secret: string, id: string): Promise<AskedListCheck> {
  return until(
    "the list check is over",
    async () => {
      const now = await readListCheck(world, secret, id);
      return now !== null && !under.includes(now.status) ? now : null;
    },
    60_000,
  );
}

/** Puts a list, waits for its check and downloads the result, one text a line. */
export async function checkWhole(
  world: World,
  secret: string,
  list: string,
  input: object = {},
): Promise<{ readonly row: AskedListCheck; readonly text: string }> {
  const uploadId = await putFile(world.url, secret, list);
  const asked = await requestCheckOf(world, secret, { uploadId, ...input });
  const { listCheck, userErrors } = asked;
  if (listCheck === null) {
    throw new Error(JSON.stringify(userErrors));
  }
  const row = await listCheckOver(world, secret, listCheck.id);
  const text = row.downloadUrl === null ? "" : await (await fetch(row.downloadUrl)).text();
  if (row.status !== "ESTIMATED") {
    // Few files may lie there at a time.
    const headers = { authorization: `Bearer ${secret}` };
    await fetch(`${world.url}/uploads/${uploadId}`, { method: "DELETE", headers });
  }
  return { row, text };
}
