import "reflect-metadata";
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { buildSchemaSync, type NonEmptyArray, type PubSub } from "type-graphql";
import { resolverList } from "./resolver-list.js";

/** Builds the executable schema; once per process. */
export function createSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [...resolverList] as unknown as NonEmptyArray<new () => object>,
    // Input is checked in core, so that rules live once.
    validate: false,
    pubSub: noPubSub,
  });
}

/** The schema as SDL in a stable order, as schema/schema.graphql holds it. */
export function printedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** type-graphql demands one even where every subscription brings its own source. */
const noPubSub: PubSub = {
  publish() {
    throw new Error("subscriptions bring their own source");
  },
  subscribe() {
    throw new Error("subscriptions bring their own source");
  },
};
