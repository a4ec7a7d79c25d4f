/**
 * The values at a path into what a vendor sent: names and list positions with dots between, `*` for
 * every item of a list. Own members only; texts and numbers as text, all else left out.
 */
export function textsAt(value: unknown, path: string): string[] {
  return valuesAt(value, path).flatMap((one) =>
    typeof one === "string"
      ? [one]
      : typeof one === "boolean" || (typeof one === "number" && Number.isFinite(one))
        ? [String(one)]
        : [],
  );
}

/** The first text at a path; null when there is none, or no path. */
export function textAtPath(value: unknown, path: string | undefined): string | null {
  return path === undefined ? null : (textsAt(value, path)[0] ?? null);
}

/** All values at a path, of any kind. */
export function valuesAt(value: unknown, path: string): unknown[] {
  let found: unknown[] = [value];
  for (const name of path.split(".")) {
    found = found.flatMap((one) => membersOf(one, name));
  }
  return found;
}

function membersOf(value: unknown, name: string): unknown[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  if (name === "*") {
    return Array.isArray(value) ? value : [];
  }
  return Object.hasOwn(value, name) ? [(value as Readonly<Record<string, unknown>>)[name]] : [];
}
