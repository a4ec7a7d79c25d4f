import type { CombinedError } from "urql";
import { messageOf } from "./notices.js";

/** What a change was refused for, in words; field null = it is about the whole. */
export interface Refusal {
  readonly field: readonly string[] | null;
  readonly message: string;
}

interface ToldError {
  readonly field?: readonly string[] | null;
  readonly message: string;
}

/**
 * What keeps a mutation from having been done; empty when it was. A lost connection and a refusal
 * at the top of the answer count, too.
 *
 * @param offline what to say where the server said nothing
 */
export function refusalsOf<D>(
  answer: { readonly data?: D | null | undefined; readonly error?: CombinedError | undefined },
  errorsOf: (data: D) => readonly ToldError[],
  offline: string,
): readonly Refusal[] {
  const { data, error } = answer;
  if (data === undefined || data === null) {
    return [{ field: null, message: error === undefined ? offline : messageOf(error, offline) }];
  }
  return errorsOf(data).map(({ field = null, message }) => ({ field, message }));
}

/** What is said of one field; undefined = nothing. */
export function refusalAt(refusals: readonly Refusal[], ...path: string[]): string | undefined {
  const wanted = path.join(".");
  return refusals.find(({ field }) => {
    const at = field?.join(".") ?? "";
    return at === wanted || at.endsWith(`.${wanted}`);
  })?.message;
}
