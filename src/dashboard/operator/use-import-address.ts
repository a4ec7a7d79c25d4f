import { useEffect, useRef } from "react";
import { useClient } from "urql";
import { usePageSearch } from "../app/use-search.js";
import type { ImportState, ImportWork, SheetFile } from "./import-work.js";

type Part = Readonly<Record<string, string | undefined>>;

/**
 * Keeps the file that is being looked at in the address, so that a reload asks again what it would
 * change. What is done, or was let go of, is not kept: the history tells it.
 *
 * @param kind  what begins the names of the address's parts
 * @param parts what else is to be known of the file, as the address keeps it; of null = nothing
 * @param read  the file that the address names, of its parts; null = not one that there could be
 */
export function useImportAddress<Of extends SheetFile, Outcome>(
  work: ImportWork<Of, Outcome>,
  state: ImportState<Of, Outcome>,
  kind: string,
  parts: (of: Of | null) => Part,
  read: (file: SheetFile, parts: Part) => Of | null,
): void {
  const client = useClient();
  const [search, change] = usePageSearch();
  const isTakenUp = useRef(false);
  useEffect(() => {
    const uploadId = search[kind];
    if (!isTakenUp.current && state.step === "none" && uploadId !== undefined) {
      isTakenUp.current = true;
      const name = String(search[`${kind}Name`] ?? "");
      const bytes = Number(search[`${kind}Bytes`] ?? 0);
      const of = read({ uploadId, name, bytes }, search);
      if (of !== null) {
        void work.check(client, of);
        return;
      }
    }
    isTakenUp.current = true;
    const kept = state.step === "none" || state.step === "applied" ? null : state.of;
    const held = kept?.uploadId ?? undefined;
    if (held !== uploadId) {
      const file = kept === null || held === undefined ? null : kept;
      change({
        [kind]: held,
        [`${kind}Name`]: file?.name,
        [`${kind}Bytes`]: file === null ? undefined : String(file.bytes),
        ...parts(file),
      });
    }
  });
}
