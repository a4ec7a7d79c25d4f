import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  getNamedType,
  type GraphQLOutputType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { domainError } from "../../core/errors.js";
import { type ApiError, apiError, badRequest } from "../errors.js";
import { listSizeAssumed, requestLimits } from "./limit-values.js";

export type Variables = Readonly<Record<string, unknown>>;

interface Reckoning {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  /** Goes down; a document that is far too dear is not walked to its end. */
  steps: number;
}

const stepsMax = 20_000;

/**
 * Why an operation with these variables is refused; null when it may run. Its cost is the number of
 * values that the answer could hold: each field counts 1, times `first` (or an assumed length) of
 * every list around it.
 */
export function costProblem(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): ApiError | null {
  const tooLong = longestList(variables) > requestLimits.listItems;
  if (tooLong) {
    return badRequest(
      null,
      `it breaks the limit “listItems”: ${requestLimits.listItems} entries in one list at ` +
        `most, and ${requestLimits.valueDepth} values in each other.`,
    );
  }
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  const reckoning = { schema, fragments, variables, steps: 0 };
  const cost = costOf(reckoning, operation.selectionSet, root.name);
  if (cost <= requestLimits.cost && reckoning.steps <= stepsMax) {
    return null;
  }
  const reason =
    `it breaks the limit “cost”: up to ${requestLimits.cost} values in one answer at most; ask ` +
    "for fewer fields or a smaller first.";
  return apiError(domainError("BAD_REQUEST", null, { reason }));
}

function costOf(reckoning: Reckoning, selectionSet: SelectionSetNode, typeName: string): number {
  let cost = 0;
  for (const selection of selectionSet.selections) {
    reckoning.steps += 1;
    if (reckoning.steps > stepsMax) {
      return Number.POSITIVE_INFINITY;
    }
    if (selection.kind === Kind.FIELD) {
      cost += costOfField(reckoning, selection, typeName);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = selection.typeCondition?.name.value ?? typeName;
      cost += costOf(reckoning, selection.selectionSet, on);
    } else {
      const fragment = reckoning.fragments.get(selection.name.value);
      if (fragment !== undefined) {
        cost += costOf(reckoning, fragment.selectionSet, fragment.typeCondition.name.value);
      }
    }
  }
  return cost;
}

function costOfField(reckoning: Reckoning, node: FieldNode, typeName: string): number {
  const type = reckoning.schema.getType(typeName);
  const field =
    isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  if (field === undefined || node.selectionSet === undefined) {
    return 1;
  }
  const inner = costOf(reckoning, node.selectionSet, getNamedType(field.type).name);
  return 1 + inner * sizeOf(reckoning, field, node, typeName);
}

/**
 * `first` multiplies the connection as a whole:
 * page info within it is dearer than it is, which does no harm.
 */
function sizeOf(
  { variables }: Reckoning,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  typeName: string,
): number {
  const first = field.args.find((arg) => arg.name === "first");
  if (first !== undefined) {
    const given = node.arguments?.find((argument) => argument.name.value === "first")?.value;
    const size =
      given?.kind === Kind.VARIABLE
        ? (variables[given.name.value] ?? first.defaultValue)
        : given?.kind === Kind.INT
          ? Number(given.value)
          : first.defaultValue;
    return typeof size === "number" && size > 0 ? size : 1;
  }
  // A connection's edges and nodes are counted by its `first` already.
  return isList(field.type) && !typeName.endsWith("Connection") ? listSizeAssumed : 1;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** Infinity for values in values without an end, on which whatever reads them would break. */
function longestList(value: unknown, depth = 0): number {
  if (typeof value !== "object" || value === null) {
    return 0;
  }
  if (depth > requestLimits.valueDepth) {
    return Number.POSITIVE_INFINITY;
  }
  const inner = Array.isArray(value)
    ? value.slice(0, requestLimits.listItems)
    : Object.values(value);
  const longest = inner.map((one) => longestList(one, depth + 1));
  return Math.max(Array.isArray(value) ? value.length : 0, ...longest);
}
