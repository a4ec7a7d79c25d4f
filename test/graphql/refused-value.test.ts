import "reflect-metadata";
import { graphql, type GraphQLFormattedError } from "graphql";
import { describe, expect, test } from "vitest";
import type { MessageLocale } from "../../src/core/errors.js";
import { maskError } from "../../src/graphql/errors.js";
import { createSchema } from "../../src/graphql/schema.js";

const schema = createSchema();

/** What a client reads of a request that cannot be read. */
async function refusal(
  source: string,
  variableValues: Readonly<Record<string, unknown>> = {},
  locale: MessageLocale = "en",
): Promise<GraphQLFormattedError> {
  const { errors } = await graphql({ schema, source, variableValues });
  expect(errors).toHaveLength(1);
  return maskError(errors?.[0], () => expect.unreachable(), locale);
}

const offers = "query($filter: OfferFilter) { offers(filter: $filter) { nodes { id } } }";
const send = "mutation($input: SendOtpInput!) { sendOtp(input: $input) { send { id } } }";
const sound = { planKey: "login", idempotencyKey: "one" };

describe("a value that its type does not take", () => {
  test.each([
    ["en", 'input.defaultCountry must be two capital letters of ISO 3166-1, such as "ID".'],
    ["id", 'input.defaultCountry harus berupa dua huruf besar menurut ISO 3166-1, seperti "ID".'],
  ] as const)("is told in the caller's language (%s), with its field", async (locale, told) => {
    const given = { input: { ...sound, defaultCountry: 'id" at "elsewhere' } };
    const { message, extensions } = await refusal(send, given, locale);

    expect(message).toContain(`: ${told}`);
    expect(message).not.toContain("elsewhere");
    expect(extensions).toEqual({ code: "BAD_REQUEST", field: ["input", "defaultCountry"] });
  });

  test.each([
    [{ filter: { countries: ["ID", "zz"] } }, ["filter", "countries", "1"]],
    [{ filter: { channels: ["FAX"] } }, ["filter", "channels", "0"]],
    [{ filter: { nothing: 1 } }, ["filter"]],
    [{ filter: 5 }, ["filter"]],
  ])("of a variable is named by its way there: %j", async (given, field) => {
    expect((await refusal(offers, given)).extensions).toEqual({ code: "BAD_REQUEST", field });
  });

  test("is the variable itself where it is missing", async () => {
    expect((await refusal(send)).extensions).toEqual({ code: "BAD_REQUEST", field: ["input"] });
  });

  test.each([
    ['{ offers(first: 1, filter: { channels: [SMS], countries: ["ID", "zz"] }) { nodes { id } } }'],
    ['{ offers(filter: { countries: "zz" }, first: 1) { nodes { id } } }'],
  ])("in the document is named by what stands before it, and pointed at: %s", async (source) => {
    const { extensions, locations } = await refusal(source);

    expect(extensions).toEqual({ code: "BAD_REQUEST", field: ["filter", "countries"] });
    expect(locations).toEqual([{ line: 1, column: source.indexOf('"zz"') + 1 }]);
  });

  test.each([
    ['query($of: CountryCode = "zz") { offers(filter: { countries: [$of] }) { nodes { id } } }'],
    ["{ nothing }"],
  ])("has no field where none can be told: %s", async (source) => {
    expect((await refusal(source)).extensions).toEqual({ code: "BAD_REQUEST" });
  });
});
