import "reflect-metadata";
import { graphql, printSchema } from "graphql";
import { buildSchemaSync, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import { describe, expect, test } from "vitest";
import { domainError } from "../../src/core/errors.js";
import { type Connection, connectionType, toConnection } from "../../src/graphql/connection.js";
import { instance } from "../../src/graphql/instance.js";
import { MoneyType, toMoney } from "../../src/graphql/money.type.js";
import { toUserErrors, userErrorType } from "../../src/graphql/user-error.js";

@ObjectType("Thing", { description: "A thing." })
class Thing {
  @Field(() => MoneyType, { description: "Its price." })
  price!: MoneyType;
}
const ThingConnection = connectionType("Thing", () => Thing);
const VerifyOtpUserError = userErrorType("verifyOtp", { retryAfter: true });

@Resolver()
class ThingResolver {
  @Query(() => ThingConnection, { description: "Things." })
  things(@Ctx() counted: { count: number }): Connection<Thing> {
    return toConnection({
      rows: [8250n, 1n],
      hasMore: true,
      isAfter: false,
      toNode: (row) => instance(Thing, { price: toMoney(row, "USD") }),
      cursorOf: (row) => `c${row}`,
      count: () => {
        counted.count += 1;
        return Promise.resolve(7);
      },
    });
  }

  @Query(() => [VerifyOtpUserError], { description: "Errors." })
  errors() {
    return toUserErrors(
      VerifyOtpUserError,
      [domainError("RATE_LIMITED", ["code"], {}, 1500), domainError("TOO_LONG", null, { max: 9 })],
      "id",
    );
  }
}

const schema = buildSchemaSync({ resolvers: [ThingResolver], validate: false });

describe("the shared GraphQL types", () => {
  test("a connection gives edges, nodes and page info, and counts only when asked", async () => {
    const counted = { count: 0 };

    const page = await graphql({
      schema,
      source:
        "{ things { edges { cursor node { price { amount currency } } } nodes { price { " +
        "amount } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
      contextValue: counted,
    });
    expect(page.errors).toBeUndefined();
    expect(page.data).toEqual({
      things: {
        edges: [
          { cursor: "c8250", node: { price: { amount: "0.008250", currency: "USD" } } },
          { cursor: "c1", node: { price: { amount: "0.000001", currency: "USD" } } },
        ],
        nodes: [{ price: { amount: "0.008250" } }, { price: { amount: "0.000001" } }],
        pageInfo: {
          hasNextPage: true,
          hasPreviousPage: false,
          startCursor: "c8250",
          endCursor: "c1",
        },
      },
    });
    expect(counted.count).toBe(0);

    const total = await graphql({
      schema,
      source: "{ things { totalCount } }",
      contextValue: counted,
    });
    expect(total.errors).toBeUndefined();
    expect(total.data).toEqual({ things: { totalCount: 7 } });
    expect(counted.count).toBe(1);
  });

  test("a mutation's errors carry its own codes, the caller's language, the wait", async () => {
    const answer = await graphql({
      schema,
      source:
        "{ errors { __typename code message field retryAfterMs ... on UserError { message } } }",
    });
    expect(answer.data).toEqual({
      errors: [
        {
          __typename: "VerifyOtpUserError",
          code: "RATE_LIMITED",
          message: "Terlalu banyak permintaan. Coba lagi dalam 2 detik.",
          field: ["code"],
          retryAfterMs: 1500,
        },
        expect.objectContaining({ code: "TOO_LONG", field: null, retryAfterMs: null }),
      ],
    });
    expect(printSchema(schema)).toContain("type VerifyOtpUserError implements UserError {");
  });
});
