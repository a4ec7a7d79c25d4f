import type { AnyVariables, Client, TypedDocumentNode } from "urql";
import type { PageOf } from "./page-reader.js";

/** All rows of a list as the server has them now; those before a page that cannot be read. */
export async function readWhole<Data, Variables extends AnyVariables, Row>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, "after">,
  listOf: (data: Data) => PageOf<Row>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null, isLast = false; !isLast; ) {
    const given = { ...variables, after } as unknown as Variables;
    const answer = await client.query(document, given, { requestPolicy: "network-only" });
    const page: PageOf<Row> | null = answer.data ? listOf(answer.data) : null;
    rows.push(...(page?.nodes ?? []));
    after = page?.pageInfo.endCursor ?? null;
    isLast = page?.pageInfo.hasNextPage !== true;
  }
  return rows;
}
