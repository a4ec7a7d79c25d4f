/** What one request may ask for; README and error messages tell these. */
export const requestLimits = {
  /** Levels of fields; introspection has a limit of its own in graphql. */
  depth: 10,
  /** Values that the answer could hold: fields, times the sizes of the lists that they are in. */
  cost: 25_000,
  aliases: 30,
  directives: 30,
  /** Fields at the root of one operation. */
  rootFields: 20,
  /** Entries of one list in the arguments. */
  listItems: 250,
  /** Lists and objects within each other in a variable. */
  valueDepth: 20,
  tokens: 2_000,
  bodyBytes: 256 * 1024,
  queryMs: 15_000,
  /** Of operations that work through a file. */
  longMs: 300_000,
} as const;

/** How long a list without `first` is reckoned to be. */
export const listSizeAssumed = 5;
