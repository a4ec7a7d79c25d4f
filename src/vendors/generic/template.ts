/** What a template may name, by name; null = the message has none. */
export type Variables = Readonly<Record<string, string | null>>;

const placeholder = /\{\{([^{}]*)\}\}/g;
const alone = /^\{\{(\w+)(\|number)?\}\}$/;

/** A template taken apart. */
interface Parts {
  /** Text, the name of a placeholder, text, and so on; begins and ends with text. */
  readonly pieces: readonly string[];
  /** The name of the one placeholder that is all of it; null = it is something else. */
  readonly alone: string | null;
  readonly isNumber: boolean;
}

const taken = new Map<string, Parts>();
const takenMax = 5_000;

/** Templates are few, and messages many: each is taken apart once. */
function partsOf(template: string): Parts {
  const known = taken.get(template);
  if (known !== undefined) {
    return known;
  }
  const [, name = null, asNumber] = alone.exec(template) ?? [];
  const pieces = template.split(placeholder);
  const parts = { pieces, alone: name, isNumber: asNumber !== undefined };
  if (taken.size >= takenMax) {
    taken.clear();
  }
  taken.set(template, parts);
  return parts;
}

/**
 * Fills `{{name}}` in a text; what the message does not have becomes nothing.
 *
 * @param escape applied to each value, not to the template
 */
export function fillText(
  template: string,
  variables: Variables,
  escape: (value: string) => string = (value) => value,
): string {
  const { pieces } = partsOf(template);
  let text = pieces[0] ?? "";
  for (let index = 1; index < pieces.length; index += 2) {
    text += escape(valueOf(variables, pieces[index] ?? "") ?? "") + (pieces[index + 1] ?? "");
  }
  return text;
}

/**
 * Fills the texts of a JSON value. A member that is one placeholder alone and has no value is left
 * out; `{{name|number}}` alone becomes a number.
 */
export function fillJson(template: unknown, variables: Variables): unknown {
  if (typeof template === "string") {
    const { alone: name, isNumber } = partsOf(template);
    return name !== null && isNumber
      ? Number(valueOf(variables, name) ?? 0)
      : fillText(template, variables);
  }
  if (Array.isArray(template)) {
    return template.map((item) => fillJson(item, variables));
  }
  if (typeof template !== "object" || template === null) {
    return template;
  }
  const filled: [string, unknown][] = [];
  for (const [name, value] of Object.entries(template)) {
    if (!isMissing(value, variables)) {
      filled.push([name, fillJson(value, variables)]);
    }
  }
  return Object.fromEntries(filled);
}

/** Fills named texts; one that is one placeholder alone and has no value is left out. */
export function fillFields(
  fields: Readonly<Record<string, string>>,
  variables: Variables,
): [name: string, value: string][] {
  return Object.entries(fields)
    .filter(([, value]) => !isMissing(value, variables))
    .map(([name, value]) => [name, fillText(value, variables)]);
}

/** The names in all placeholders of a text or of the texts of a JSON value. */
export function namesIn(template: unknown): string[] {
  if (typeof template === "string") {
    return [...template.matchAll(placeholder)].map(([, name = ""]) =>
      alone.test(template) ? name.replace(/\|number$/, "") : name,
    );
  }
  return typeof template === "object" && template !== null
    ? Object.values(template).flatMap(namesIn)
    : [];
}

/** True when a text, or one of the texts of a JSON value, has "{{" that begins no placeholder. */
export function hasLooseBraces(template: unknown): boolean {
  if (typeof template === "string") {
    return template.replace(placeholder, "").includes("{{");
  }
  return (
    typeof template === "object" &&
    template !== null &&
    Object.values(template).some(hasLooseBraces)
  );
}

function isMissing(template: unknown, variables: Variables): boolean {
  const name = typeof template === "string" ? partsOf(template).alone : null;
  return name !== null && valueOf(variables, name) === null;
}

function valueOf(variables: Variables, name: string): string | null {
  return Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
}
