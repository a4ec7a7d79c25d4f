import type { CredentialProblem } from "../vendor.js";
import { checkMapping } from "./check-mapping.js";
import { readMapping } from "./read-mapping.js";

/** Everything that keeps a mapping and its credentials from being used, each with its member. */
export function checkCredentials(
  credentials: Readonly<Record<string, string>>,
  { allowsLoopback }: { readonly allowsLoopback: boolean },
): CredentialProblem[] {
  const read = readMapping(credentials["mapping"] ?? "");
  const given = Object.entries(credentials)
    .filter(([, value]) => value !== "")
    .map(([name]) => name);
  const problems = read.ok ? checkMapping(read.mapping, given, allowsLoopback) : read.problems;
  return problems.map((problem) => ({ ...problem, name: "mapping" }));
}
