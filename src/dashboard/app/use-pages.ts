import { useLayoutEffect, useState, useSyncExternalStore } from "react";
import { type AnyVariables, type TypedDocumentNode, useClient } from "urql";
import { type ListView, type PageOf, PageReader } from "./page-reader.js";

export interface Pages<Data, Row> extends ListView<Data, Row> {
  readonly more: () => void;
  readonly again: () => void;
}

interface PagesOptions {
  /** Reads on by itself to the list's end: for what is sorted, searched or chosen from here. */
  readonly isWhole?: boolean;
  /** Asks the server, too, when the cache has an answer: for what changes by itself. */
  readonly isFresh?: boolean;
  readonly isPaused?: boolean;
}

/**
 * A list of the API, page by page, each through the normalised cache.
 *
 * @param variables the document's, without `after`
 * @param listOf    where the list is in an answer; the same function every time
 */
export function usePages<Data, Variables extends AnyVariables, Row>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, "after">,
  listOf: (data: Data) => PageOf<Row> | null,
  { isWhole = false, isFresh = false, isPaused = false }: PagesOptions = {},
): Pages<Data, Row> {
  const client = useClient();
  const [reader] = useState(() => new PageReader<Data, Row>(listOf));
  const asked = JSON.stringify(variables);
  useLayoutEffect(() => {
    if (isPaused) {
      return;
    }
    const given = JSON.parse(asked) as Variables;
    return reader.read((after, isAnew, hear) => {
      const kept = isFresh ? "cache-and-network" : "cache-first";
      const requestPolicy = isAnew ? "network-only" : kept;
      const source = client.query(document, { ...given, after }, { requestPolicy });
      const heard = source.subscribe(hear);
      return () => heard.unsubscribe();
    }, isWhole);
  }, [client, document, reader, asked, isWhole, isFresh, isPaused]);
  const view = useSyncExternalStore(reader.subscribe, reader.view);
  return { ...view, more: reader.more, again: reader.again };
}
