import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNullableType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** Null = graphql-js has to answer. */
export type WriteAnswer = (source: object) => string | null;

interface Leaf {
  /** `"name":` as it stands in the answer. */
  readonly key: string;
  readonly name: string;
  readonly type: GraphQLLeafType;
  readonly isNullable: boolean;
}

/** A leaf, or the text of one that is always the same. */
type Part = Leaf | string;

/**
 * Writes a subscription's answers out of plain fields as graphql-js would, key by key, without
 * running it. Null = the operation asks for more than that: links to objects, directives.
 *
 * @param document valid under the schema
 */
export function compileSelection(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): WriteAnswer | null {
  const root = rootFieldOf(operation);
  const field = root && schema.getSubscriptionType()?.getFields()[root.name.value];
  const type = field && getNullableType(field.type);
  const isPlain = !operation.directives?.length && !root?.directives?.length;
  if (!root?.selectionSet || !isObjectType(type) || !isPlain) {
    return null;
  }
  const parts = new Map<string, Part>();
  if (!collect(document, type, root.selectionSet, parts)) {
    return null;
  }
  const start = `{"data":{${keyOf(root)}{`;
  const compiled = [...parts.values()];
  return (source) => {
    try {
      const written = writeParts(compiled, source as Readonly<Record<string, unknown>>);
      return written === null ? null : `${start}${written}}}}`;
    } catch {
      // Whatever does not serialize becomes an error with a path there.
      return null;
    }
  };
}

/** The operation's one field; null where a fragment hides it. */
export function rootFieldOf(operation: OperationDefinitionNode): FieldNode | null {
  const [root] = operation.selectionSet.selections;
  return root?.kind === Kind.FIELD ? root : null;
}

/** Adds the fields in the order of the answer, first come first; false = some are not plain. */
function collect(
  document: DocumentNode,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  parts: Map<string, Part>,
): boolean {
  return selections.every((selection) => {
    if (selection.directives?.length) {
      return false;
    }
    if (selection.kind === Kind.FIELD) {
      return collectField(type, selection, parts);
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragmentOf(document, selection.name.value)
        : selection;
    const onType = fragment?.typeCondition?.name.value ?? type.name;
    return (
      fragment !== undefined &&
      !fragment.directives?.length &&
      onType === type.name &&
      collect(document, type, fragment.selectionSet, parts)
    );
  });
}

function collectField(type: GraphQLObjectType, node: FieldNode, parts: Map<string, Part>): boolean {
  const key = keyOf(node);
  const name = node.name.value;
  if (name === "__typename") {
    parts.set(key, key + JSON.stringify(type.name));
    return true;
  }
  const field = type.getFields()[name];
  const leaf = field && getNullableType(field.type);
  if (field === undefined || field.args.length > 0 || !isLeafType(leaf)) {
    return false;
  }
  parts.set(key, { key, name, type: leaf, isNullable: !isNonNullType(field.type) });
  return true;
}

function keyOf(node: FieldNode): string {
  return `${JSON.stringify(node.alias?.value ?? node.name.value)}:`;
}

function fragmentOf(document: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return document.definitions.find(
    (definition): definition is FragmentDefinitionNode =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
}

function writeParts(
  parts: readonly Part[],
  source: Readonly<Record<string, unknown>>,
): string | null {
  let text = "";
  for (const part of parts) {
    text += text === "" ? "" : ",";
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const value = source[part.name];
    const isNull = value === null;
    const told = isNull ? null : part.type.serialize(value);
    // A field without a value of its own has a resolver.
    if (
      value === undefined ||
      told === undefined ||
      (told === null && !(isNull && part.isNullable))
    ) {
      return null;
    }
    text += part.key + JSON.stringify(told);
  }
  return text;
}
