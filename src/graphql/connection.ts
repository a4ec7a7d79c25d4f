import { type ClassType, Field, Int, ObjectType } from "type-graphql";
import { type CursorPart, decodeCursor } from "../core/cursor.js";
import { badRequest } from "./errors.js";

/** Descriptions of the two arguments that every connection takes. */
export const firstDescription = "How many to return, 1 to 100.";
export const afterDescription = "The cursor to go on after; null starts at the beginning.";

const firstMax = 100;

@ObjectType("PageInfo", { description: "Where a page lies in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "True when there is more behind this page." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "True when this page was asked for after a cursor." })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the first item; null when the page is empty.",
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The cursor to go on after; null when the page is empty and there is nothing to go on from.",
  })
  endCursor!: string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** One page of a list as resolvers return it. */
export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  /** Called only when asked for; null = not known. */
  count(): Promise<number | null>;
}

/**
 * Makes the Relay connection of a type: XConnection and XEdge for `name` X.
 *
 * @param node the item's class
 */
export function connectionType<T extends object>(
  name: string,
  node: () => ClassType<T> | object,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} in its list, with its position.` })
  class EdgeType {
    @Field(() => String, { description: "The position, to go on after; opaque." })
    cursor!: string;

    @Field(() => node() as ClassType<T>, { description: "The item itself." })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType {
    @Field(() => [EdgeType], { description: "The items with their cursors, in order." })
    edges!: EdgeType[];

    @Field(() => [node() as ClassType<T>], { description: "The items alone, in the same order." })
    nodes!: T[];

    @Field(() => PageInfo, { description: "Where this page lies in the whole list." })
    pageInfo!: PageInfo;

    declare count: () => Promise<number | null>;

    @Field(() => Int, {
      nullable: true,
      description:
        "How many items the whole list has; null when counting them would cost too much.",
    })
    totalCount(): Promise<number | null> {
      return this.count();
    }
  }
  return ConnectionType as unknown as ClassType<Connection<T>>;
}

/** The page that `first` and `after` ask for. */
export interface PageRequest {
  readonly limit: number;
  /** The keyset position to go on after; null = from the beginning. */
  readonly after: readonly CursorPart[] | null;
}

/**
 * Checks the arguments of a connection. Throws BAD_REQUEST that names the argument and the rule.
 *
 * @param kind the list and its order, as its cursors were made with
 */
export function readPage(
  first: number,
  after: string | null | undefined,
  kind: string,
): PageRequest {
  const limit = readFirst(first);
  if (after === null || after === undefined) {
    return { limit, after: null };
  }
  const parts = decodeCursor(after, kind);
  if (parts === null) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return { limit, after: parts };
}

/** The checked `first` of a connection: 1 to 100. Throws BAD_REQUEST. */
export function readFirst(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > firstMax) {
    throw badRequest(["first"], `must be from 1 to ${firstMax}.`);
  }
  return first;
}

export interface ConnectionParts<Row, T> {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  /** True when the page was asked for after a cursor. */
  readonly isAfter: boolean;
  readonly toNode: (row: Row) => T;
  readonly cursorOf: (row: Row) => string;
  /** Where to go on when no row is on the page; null = nowhere. */
  readonly emptyCursor?: string | null;
  readonly count: () => Promise<number | null>;
}

/** Builds a connection of rows. */
export function toConnection<Row, T>(parts: ConnectionParts<Row, T>): Connection<T> {
  const edges = parts.rows.map((row) => ({
    cursor: parts.cursorOf(row),
    node: parts.toNode(row),
  }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: parts.hasMore,
      hasPreviousPage: parts.isAfter,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? parts.emptyCursor ?? null,
    },
    count: parts.count,
  };
}
