/**
 * Collects the conditions of a statement whose filter varies. Texts are constants and values are
 * parameters, so statements with equal conditions share one text, and `shape` names it.
 */
export class Conditions {
  readonly #texts: string[] = [];
  readonly #values: unknown[] = [];
  #shape = "";

  /**
   * Adds `text` with `$` in place of its parameter, unless the value is undefined or null;
   * `key` is one letter.
   */
  add(key: string, text: string, value: unknown): this {
    if (value !== undefined && value !== null) {
      this.#values.push(value);
      this.#texts.push(text.replace("$", `$${this.#values.length}`));
      this.#shape += key;
    }
    return this;
  }

  /** Appends a parameter that is no condition; its placeholder. */
  value(value: unknown): string {
    this.#values.push(value);
    return `$${this.#values.length}`;
  }

  /** All conditions, joined. */
  get text(): string {
    return this.#texts.join("\n  and ");
  }

  get values(): readonly unknown[] {
    return this.#values;
  }

  /** The letters of the conditions that are in, for the statement's name. */
  get shape(): string {
    return this.#shape;
  }
}
