import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  isInputObjectType,
  isLeafType,
  isListType,
} from "graphql";
import { createSchema } from "../../src/graphql/schema.js";

export const schema = createSchema();

export type RootType = "Query" | "Mutation" | "Subscription";
export type RootField = GraphQLField<unknown, unknown>;
export type Arguments = Readonly<Record<string, unknown>>;

/** One value in the arguments of a root field. */
export interface Leaf {
  readonly path: readonly (string | number)[];
  /** The name of its scalar or enum. */
  readonly type: string;
}

/** The fields of a root type, by the schema as it is served. */
export function rootFields(type: RootType): RootField[] {
  const root = schema.getType(type) as GraphQLObjectType;
  return Object.values(root.getFields());
}

/** An operation of one root field with all its arguments as variables. */
export function documentOf(type: RootType, field: RootField, selection?: string): string {
  const declared = field.args.map((arg) => `$${arg.name}: ${arg.type.toString()}`).join(", ");
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const wanted = isLeafType(getNamedType(field.type))
    ? ""
    : "{ " + `${selection ?? selectionOf(type)} ` + "}";
  const call = `${field.name}${passed && `(${passed})`}`;
  return `${type.toLowerCase()}${declared && `(${declared})`} { ${call} ${wanted} }`;
}

function selectionOf(type: RootType): string {
  return type === "Mutation" ? "__typename userErrors { __typename message field }" : "__typename";
}

/**
 * Every scalar that could be given to a field. Lists have one entry, and what is not in `given`
 * is at its place all the same.
 */
export function leavesOf(field: RootField): Leaf[] {
  return field.args.flatMap((arg) => leavesBelow(arg.type, [arg.name]));
}

function leavesBelow(type: GraphQLInputType, path: Leaf["path"]): Leaf[] {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    return leavesBelow(bare.ofType as GraphQLInputType, [...path, 0]);
  }
  if (isInputObjectType(bare)) {
    return Object.values(bare.getFields()).flatMap((field) =>
      leavesBelow(field.type, [...path, field.name]),
    );
  }
  return [{ path, type: getNamedType(type).name }];
}

/** The same arguments with one value put in at `path`; what lies around it must be there. */
export function withValue(given: Arguments, path: Leaf["path"], value: unknown): Arguments {
  const copy = structuredClone(given) as Record<string | number, unknown>;
  let place = copy;
  for (const name of path.slice(0, -1)) {
    const inner = place[name];
    if (typeof inner !== "object" || inner === null) {
      throw new Error(`the arguments have nothing at ${path.join(".")}`);
    }
    place = inner as Record<string | number, unknown>;
  }
  place[path.at(-1) as string | number] = value;
  return copy as Arguments;
}
