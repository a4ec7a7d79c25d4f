import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  subscribe,
  visit,
} from "graphql";
import type { EventRow } from "../flow/rows.js";
import type { Viewer } from "../flow/viewer.js";
import type { GraphqlContext } from "./context.js";
import { type Answer, LiveAnswers } from "./live-answers.js";
import { compileSelection, rootFieldOf, type WriteAnswer } from "./live-selection.js";
import { eventViews } from "./otp/event-views.js";

export type Subscribe = (
  args: ExecutionArgs,
) => Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;

/** What all subscribers with the same operation have in common. */
interface Shape {
  readonly id: number;
  readonly view: (typeof eventViews)[string];
  /** Null = graphql-js answers. */
  readonly write: WriteAnswer | null;
  /** Those that an answer depends on; the others only choose events. */
  readonly variables: readonly string[];
}

/**
 * Subscribes as graphql-js does. Subscribers to the log that may see the same and ask the same, in
 * one language, are a group: each event is answered and written once for all of them. What its
 * plain fields answer is kept with the event; what reads further is only shared while it runs,
 * because it tells how things are now.
 */
export function createSubscribe(schema: GraphQLSchema): Subscribe {
  const shapes = new WeakMap<OperationDefinitionNode, Shape | null>();
  const answers = new WeakMap<object, Map<string, Answer | Promise<Answer>>>();
  let shapeCount = 0;
  function shapeOf(document: DocumentNode, operation: OperationDefinitionNode): Shape | null {
    const known = shapes.get(operation);
    if (known !== undefined) {
      return known;
    }
    const view = eventViews[rootFieldOf(operation)?.name.value ?? ""];
    const write = compileSelection(schema, document, operation);
    const variables = variablesOf(document, operation);
    const shape = view === undefined ? null : { id: (shapeCount += 1), view, write, variables };
    shapes.set(operation, shape);
    return shape;
  }
  return async (args) => {
    const operation = getOperationAST(args.document, args.operationName);
    const shape = operation && shapeOf(args.document, operation);
    const { live, viewer, locale } = args.contextValue as GraphqlContext;
    if (!shape || live === null || viewer === null) {
      return (await subscribe(args)) as AsyncIterableIterator<ExecutionResult> | ExecutionResult;
    }
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) {
      return source;
    }
    const group = groupOf(shape, viewer, locale, args.variableValues ?? {});
    const answer = (event: unknown) => {
      const ofEvent = answers.get(event as EventRow) ?? new Map<string, Answer | Promise<Answer>>();
      answers.set(event as EventRow, ofEvent);
      return answerOnce(ofEvent, group, shape, event as EventRow, args);
    };
    return new LiveAnswers(source[Symbol.asyncIterator](), answer, (payload) => live.next(payload));
  };
}

function answerOnce(
  known: Map<string, Answer | Promise<Answer>>,
  group: string,
  shape: Shape,
  event: EventRow,
  args: ExecutionArgs,
): Answer | Promise<Answer> {
  const shared = known.get(group);
  if (shared !== undefined) {
    return shared;
  }
  const { locale } = args.contextValue as GraphqlContext;
  const written = shape.write?.(shape.view(event, locale)) ?? null;
  const answer = written ?? executeFor(event, args).finally(() => known.delete(group));
  known.set(group, answer);
  return answer;
}

async function executeFor(event: EventRow, args: ExecutionArgs): Promise<Answer> {
  const result = await execute({ ...args, rootValue: event });
  return result.errors === undefined ? JSON.stringify(result) : result;
}

/** Equal text = the same answers to the same events. */
function groupOf(
  { id, variables }: Shape,
  viewer: Viewer,
  locale: string,
  given: Readonly<Record<string, unknown>>,
): string {
  const rights =
    viewer.kind === "key" ? [viewer.role, ...[...viewer.scopes].toSorted()] : [viewer.sendId];
  const values = variables.map((name) => given[name]);
  return JSON.stringify([id, viewer.tenantId, viewer.kind, rights, locale, values]);
}

/** The variables of everything below the root field. */
function variablesOf(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const names = new Set<string>();
  const note = { Variable: ({ name }: { name: { value: string } }) => void names.add(name.value) };
  const root = rootFieldOf(operation);
  if (root?.selectionSet) {
    visit(root.selectionSet, note);
  }
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      visit(definition, note);
    }
  }
  return [...names];
}
