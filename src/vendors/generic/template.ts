/** What a template may name, by name; null = the message has none. */
export type Variables = Readonly<Record<string, string | null>>;

const placeholder = /\{\{([^{}]*)\}\}/g;
const alone = /^\{\{(\w+)(\|number)?\}\}$/;

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
  if (!template.includes("{{")) {
    return template;
  }
  return template.replace(placeholder, (_, name: string) => escape(valueOf(variables, name) ?? ""));
}

/**
 * Fills the texts of a JSON value. A member that is one placeholder alone and has no value is left
 * out; `{{name|number}}` alone becomes a number.
 */
export function fillJson(template: unknown, variables: Variables): unknown {
  if (typeof template === "string") {
    const [, name, asNumber] = template.endsWith("|number}}") ? (alone.exec(template) ?? []) : [];
    return name !== undefined && asNumber !== undefined
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

function isMissing(template: unknown, variables: Variables): boolean {
  const name =
    typeof template === "string" && template.startsWith("{{")
      ? alone.exec(template)?.[1]
      : undefined;
  return name !== undefined && valueOf(variables, name) === null;
}

function valueOf(variables: Variables, name: string): string | null {
  return Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
}
