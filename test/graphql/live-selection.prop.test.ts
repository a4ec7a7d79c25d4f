import "reflect-metadata";
import fc from "fast-check";
import {
  execute,
  getNamedType,
  getOperationAST,
  type GraphQLObjectType,
  isLeafType,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { expect, describe, test } from "vitest";
import type { EventRow } from "../../src/flow/rows.js";
import type { GraphqlContext } from "../../src/graphql/context.js";
import { compileSelection } from "../../src/graphql/live-selection.js";
import { eventViews } from "../../src/graphql/otp/event-views.js";
import { eventTexts } from "../../src/core/messages/event-texts.js";
import { rootFields, schema } from "../support/operations.js";
import { makeEvent, makeSend } from "../support/otp-rows.js";

const tenant = "0190a000-0000-7000-8000-00000000000a";
const locales = ["en", "id"] as const;

/** The root fields over the log, with the plain fields of what they tell. */
const roots = rootFields("Subscription")
  .filter((field) => field.name in eventViews)
  .map((field) => {
    const type = getNamedType(field.type) as GraphQLObjectType;
    const told = eventViews[field.name]?.(makeEvent(makeSend(tenant), 1n), "en") ?? {};
    // What is worked out for those who ask for it is left to graphql-js.
    const leaves = Object.values(type.getFields())
      .filter((leaf) => isLeafType(getNamedType(leaf.type)) && leaf.name in told)
      .map((leaf) => leaf.name);
    const args = field.name === "sendStatus" ? '(sendId: "snd_1")' : "";
    return { name: field.name, call: `${field.name}${args}`, type: type.name, leaves };
  });

const event: fc.Arbitrary<Partial<EventRow>> = fc.record(
  {
    type: fc.constantFrom(...(Object.keys(eventTexts.en) as EventRow["type"][])),
    at: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
    status: fc.constantFrom<EventRow["status"][]>("QUEUED", "SENT", "DELIVERED", "CANCELED"),
    verification: fc.constantFrom<EventRow["verification"][]>("PENDING", "VERIFIED"),
    attemptNumber: fc.option(fc.nat(9)),
    step: fc.option(fc.nat(9)),
    channel: fc.option(fc.constantFrom<NonNullable<EventRow["channel"]>[]>("SMS", "EMAIL")),
    vendorSlug: fc.option(fc.string({ unit: "binary" })),
    attemptStatus: fc.constantFrom<EventRow["attemptStatus"][]>(null, "SUBMITTED", "REJECTED"),
    failureClass: fc.constantFrom<EventRow["failureClass"][]>(null, "THROTTLED", "CONTENT"),
    nextStepAt: fc.option(fc.constant(new Date("2026-01-15T12:00:30.007Z"))),
    nextChannel: fc.option(fc.constant("EMAIL" as const)),
    detail: fc.option(fc.record({ reason: fc.string({ unit: "grapheme" }) })),
  },
  { requiredKeys: [] },
);

/** Fields in any order, some twice, under names of their own, some inside of fragments. */
interface Picked {
  readonly leaf: number;
  readonly alias: string | null;
  readonly place: "plain" | "inline" | "typed" | "named";
}

const picks: fc.Arbitrary<Picked[]> = fc.array(
  fc.record({
    leaf: fc.nat(),
    alias: fc.option(fc.constantFrom("a", "b", "__c", "type2")),
    place: fc.constantFrom("plain", "inline", "typed", "named"),
  }),
  { minLength: 1, maxLength: 12 },
);

function documentOf(root: (typeof roots)[number], picked: readonly Picked[]): string {
  const names = [...root.leaves, "__typename"];
  const named: string[] = [];
  const selection = picked.map(({ leaf, alias, place }) => {
    const name = names[leaf % names.length] ?? "__typename";
    // One alias stands for one field, whichever is drawn: two would not be valid.
    const field = alias === null ? name : `${alias}_${name}: ${name}`;
    if (place === "named") {
      named.push(`fragment F${named.length} on ${root.type} { ${field} }`);
      return `...F${named.length - 1}`;
    }
    return { plain: field, inline: `... { ${field} }`, typed: `... on ${root.type} { ${field} }` }[
      place
    ];
  });
  return `subscription { told: ${root.call} { ${selection.join(" ")} } } ${named.join(" ")}`;
}

function compiled(text: string) {
  const document = parse(text);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined) {
    throw new Error("there is one operation");
  }
  return { document, write: compileSelection(schema, document, operation) };
}

describe("a compiled selection", () => {
  test("writes exactly what graphql-js answers, whichever plain fields are asked for", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...roots),
        picks,
        event,
        fc.constantFrom(...locales),
        async (root, picked, changes, locale) => {
          const row = makeEvent(makeSend(tenant), 7n, changes);
          const { document, write } = compiled(documentOf(root, picked));

          const contextValue = { locale } as GraphqlContext;
          const answer = await execute({ schema, document, contextValue, rootValue: row });

          expect(answer.errors).toBeUndefined();
          const view = eventViews[root.name]?.(row, locale);
          expect(view && write?.(view)).toBe(JSON.stringify(answer));
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each(roots)("writes all plain fields of $name", async (root) => {
    const everything = root.leaves.map(
      (_, leaf): Picked => ({ leaf, alias: null, place: "plain" }),
    );
    const row = makeEvent(makeSend(tenant), 1n);
    const { document, write } = compiled(documentOf(root, everything));

    const contextValue = { locale: "en" } as GraphqlContext;
    const answer = await execute({ schema, document, contextValue, rootValue: row });

    expect(write?.(eventViews[root.name]?.(row, "en") ?? {})).toBe(JSON.stringify(answer));
  });

  test.each([
    ["a link to an object", "subscription { sendEvents { type send { id } } }"],
    ["a field with a resolver of its own", "subscription { sendEvents { cost { currency } } }"],
    ["a directive on a field", "subscription { sendEvents { type @skip(if: true) status } }"],
    [
      "a directive on a fragment",
      "subscription { sendEvents { status ... @include(if: false) { type } } }",
    ],
    [
      "a fragment around the root field",
      "subscription { ...F } fragment F on Subscription { sendEvents { type } }",
    ],
  ])("leaves %s to graphql-js", (_, text) => {
    expect(compiled(text).write).toBeNull();
  });

  test("leaves what does not serialize, or is missing where it must not be, to graphql-js", () => {
    const { write } = compiled("subscription { sendEvents { type at channel } }");
    const at = new Date("2026-01-15T12:00:00Z");

    expect(write?.({ type: "SEND_SENT", at, channel: null })).toContain('"channel":null');
    expect(write?.({ type: "SEND_SENT", at: "now", channel: null })).toBeNull();
    expect(write?.({ type: "NO_SUCH", at, channel: null })).toBeNull();
    expect(write?.({ type: null, at, channel: null })).toBeNull();
    expect(write?.({ type: "SEND_SENT", at })).toBeNull();
  });
});
