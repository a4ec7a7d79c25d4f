import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  visit,
} from "graphql";
import { requestLimits } from "./limit-values.js";

/**
 * Validation rule: what can be said of a document without its variables. Depth, aliases,
 * directives, root fields and the lists that are written out; fragments count wherever they are
 * spread.
 */
export function documentLimits(context: ValidationContext): ASTVisitor {
  for (const problem of problemsOf(context.getDocument())) {
    context.reportError(new GraphQLError(problem));
  }
  return {};
}

/** Why a document is refused; empty when it may run. */
export function problemsOf(document: DocumentNode): string[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    } else if (definition.kind === Kind.OPERATION_DEFINITION) {
      operations.push(definition);
    }
  }
  const counts = countNodes(document);
  const depths = new Map<string, number>();
  const depth = Math.max(
    0,
    ...operations.map((one) => depthOf(one.selectionSet, fragments, depths)),
  );
  const rootFields = Math.max(
    0,
    ...operations.map((one) => rootFieldsOf(one.selectionSet, fragments, new Set())),
  );
  return [
    over("depth", depth, requestLimits.depth, "levels of fields"),
    over("aliases", counts.aliases, requestLimits.aliases, "aliases"),
    over("directives", counts.directives, requestLimits.directives, "directives"),
    over("rootFields", rootFields, requestLimits.rootFields, "fields at the root"),
    over("listItems", counts.listItems, requestLimits.listItems, "entries in one list"),
  ].flatMap((problem) => problem ?? []);
}

function over(rule: string, found: number, max: number, what: string): string | null {
  return found > max ? `it breaks the limit “${rule}”: ${max} ${what} at most.` : null;
}

function countNodes(document: DocumentNode) {
  const counts = { aliases: 0, directives: 0, listItems: 0 };
  visit(document, {
    Field(node) {
      counts.aliases += node.alias === undefined ? 0 : 1;
    },
    Directive() {
      counts.directives += 1;
    },
    ListValue(node) {
      counts.listItems = Math.max(counts.listItems, node.values.length);
    },
  });
  return counts;
}

/** Each fragment is measured once, so that chains of fragments cost no more than their text. */
function depthOf(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  depths: Map<string, number>,
): number {
  let deepest = 0;
  for (const selection of selectionSet.selections) {
    let depth = 0;
    if (selection.kind === Kind.FIELD) {
      // Introspection is a known tree with a limit of its own.
      const isOpen = selection.selectionSet !== undefined && !selection.name.value.startsWith("__");
      depth = 1 + (isOpen ? depthOf(selection.selectionSet, fragments, depths) : 0);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      depth = depthOf(selection.selectionSet, fragments, depths);
    } else {
      depth = fragmentDepth(selection.name.value, fragments, depths);
    }
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function fragmentDepth(
  name: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  depths: Map<string, number>,
): number {
  const known = depths.get(name);
  const fragment = fragments.get(name);
  if (known !== undefined || fragment === undefined) {
    return known ?? 0;
  }
  // A circle of fragments is refused by another rule; here it must only end.
  depths.set(name, 0);
  const depth = depthOf(fragment.selectionSet, fragments, depths);
  depths.set(name, depth);
  return depth;
}

function rootFieldsOf(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: Set<string>,
): number {
  let count = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      count += 1;
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      count += rootFieldsOf(selection.selectionSet, fragments, seen);
    } else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      count += fragment === undefined ? 0 : rootFieldsOf(fragment.selectionSet, fragments, seen);
    }
  }
  return count;
}
