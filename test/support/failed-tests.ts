/** Ids of the tests of this file that have failed so far. */
export const failedTests = new Set<string>();
