/** A text for people, in each language that Sandi speaks. */
export type Told = Readonly<Record<"en" | "id", string>>;

/**
 * One value that an account is connected with: what a form needs to ask for it, and what it is held
 * against before the vendor is asked.
 */
export interface Credential {
  /** What the adapter reads it by. */
  readonly name: string;
  /** What the vendor's own pages call it, in their language. */
  readonly label: string;
  /** Where it stands, and what it is for. */
  readonly help: Told;
  /** True for what nobody should see while it is typed. */
  readonly isSecret: boolean;
  /** Left out = true: connecting needs it. */
  readonly isRequired?: boolean;
  /** Left out = false: one line. */
  readonly isMultiline?: boolean;
  /** What one looks like; null where it may be anything. Fits the pattern, where there is one. */
  readonly example: string | null;
  /** The form that the vendor gives all of them, from end to end; left out = any text. */
  readonly pattern?: RegExp;
  /** The vendor's page where it stands, https; left out = there is no one page. */
  readonly page?: string;
}

/** The names of those that connecting needs. */
export function requiredNames(credentials: readonly Credential[]): readonly string[] {
  return credentials.filter(({ isRequired = true }) => isRequired).map(({ name }) => name);
}

/** The names of those that it takes besides. */
export function optionalNames(credentials: readonly Credential[]): readonly string[] {
  return credentials.filter(({ isRequired = true }) => !isRequired).map(({ name }) => name);
}

/** Those whose value has not the vendor's form; what is not given is no problem. */
export function misshapen(
  credentials: readonly Credential[],
  given: Readonly<Record<string, string>>,
): readonly Credential[] {
  return credentials.filter(({ name, pattern }) => {
    const value = given[name];
    return value !== undefined && pattern !== undefined && !pattern.test(value);
  });
}
