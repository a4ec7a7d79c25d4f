/** The data fields of a GraphQL class, without its methods. */
type FieldsOf<T> = {
  [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]: T[K];
};

/**
 * An instance of a GraphQL class with every field given; interfaces tell their types by the class.
 */
export function instance<T extends object>(type: new () => T, fields: FieldsOf<T>): T {
  return Object.assign(new type(), fields);
}
