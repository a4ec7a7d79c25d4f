/** A JSON object, or what looks like one. */
export type WireObject = Readonly<Record<string, unknown>>;

/** The JSON object that a text holds; null for anything else, broken JSON included. */
export function readObject(text: string): WireObject | null {
  const value = readJson(text);
  return isObject(value) ? value : null;
}

/** The JSON value that a text holds; undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** True for an object that is no list. */
export function isObject(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member that is an object; null when it is none, or of none. */
export function objectAt(value: unknown, name: string): WireObject | null {
  const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : null;
  return isObject(member) ? member : null;
}

/** A member that is a list; empty when it is none, or of none. */
export function listAt(value: unknown, name: string): readonly unknown[] {
  const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : null;
  return Array.isArray(member) ? member : [];
}

/** A member that is a text or a whole number, as text; null when it is neither, or of none. */
export function textAt(value: unknown, name: string): string | null {
  const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : null;
  return typeof member === "string"
    ? member
    : typeof member === "number" && Number.isSafeInteger(member)
      ? String(member)
      : null;
}
