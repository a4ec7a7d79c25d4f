import { registerEnumType } from "type-graphql";

/**
 * Makes a GraphQL enum of a closed list of core; a value without a description does not compile.
 *
 * @param name its name in the schema
 * @param of   a full sentence on the enum
 * @param descriptions a full sentence for every value
 */
export function enumType<V extends string>(
  name: string,
  of: string,
  descriptions: Readonly<Record<V, string>>,
): Readonly<Record<V, V>> {
  const values = Object.keys(descriptions) as V[];
  const enumObject = Object.fromEntries(values.map((value) => [value, value])) as Record<V, V>;
  registerEnumType(enumObject, {
    name,
    description: of,
    valuesConfig: Object.fromEntries(
      values.map((value) => [value, { description: descriptions[value] }]),
    ) as Record<V, { description: string }>,
  });
  return enumObject;
}
