/**
 * A Postgres array of words without quotes, commas, braces, backslashes or white space, such as
 * ids and codes, as its text. Of a long array pg looks at every character of every word; here that
 * is the caller's to know. Null = NULL; an empty word must not occur.
 */
export function arrayLiteral(words: readonly (string | number | bigint | null)[]): string {
  return `{${words.map((word) => word ?? "NULL").join(",")}}`;
}

/** The same of moments. */
export function momentsLiteral(moments: readonly (Date | null)[]): string {
  // A sheet's prices mostly begin and end at one moment, which is written out once.
  const texts = new Map<number, string>();
  const textOf = (moment: Date): string => {
    const known = texts.get(moment.getTime());
    const text = known ?? `"${moment.toISOString()}"`;
    texts.set(moment.getTime(), text);
    return text;
  };
  return arrayLiteral(moments.map((moment) => (moment === null ? null : textOf(moment))));
}
