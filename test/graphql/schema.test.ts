import { existsSync, readFileSync } from "node:fs";
import {
  buildSchema,
  type DocumentNode,
  findBreakingChanges,
  type GraphQLArgument,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  print,
  type TypeDefinitionNode,
  type ValueNode,
} from "graphql";
import { describe, expect, test } from "vitest";
import { mutationErrorCodes } from "../../src/core/error-codes.js";
import { createSchema, printedSchema } from "../../src/graphql/schema.js";
import { readContract } from "../support/graphql-server.js";

const schema = createSchema();
const served = parse(printedSchema(schema));
const contract = parse(readContract());
const committedFile = new URL("../../schema/schema.graphql", import.meta.url);

/**
 * What the contract says as "Type.field(arg: T = default): T", "Enum.VALUE", "Input.field:
 * T = default".
 */
function facts(document: DocumentNode): Map<string, string> {
  const found = new Map<string, string>();
  for (const definition of document.definitions) {
    if ("name" in definition && definition.name !== undefined) {
      addFacts(found, definition as TypeDefinitionNode);
    }
  }
  return found;
}

function addFacts(found: Map<string, string>, type: TypeDefinitionNode): void {
  const name = type.name.value;
  found.set(name, type.kind);
  if (type.kind === Kind.ENUM_TYPE_DEFINITION) {
    for (const value of type.values ?? []) {
      found.set(`${name}.${value.name.value}`, "value");
    }
  } else if (
    type.kind !== Kind.SCALAR_TYPE_DEFINITION &&
    type.kind !== Kind.UNION_TYPE_DEFINITION
  ) {
    for (const field of type.fields ?? []) {
      found.set(`${name}.${field.name.value}`, print(field.type) + defaultOf(field));
      for (const argument of "arguments" in field ? (field.arguments ?? []) : []) {
        const key = `${name}.${field.name.value}(${argument.name.value})`;
        found.set(key, print(argument.type) + defaultOf(argument));
      }
    }
  }
}

function defaultOf(node: object): string {
  const value = (node as { defaultValue?: ValueNode }).defaultValue;
  return value === undefined ? "" : ` = ${print(value).replace(/(\d)\.0\b/g, "$1")}`;
}

describe("the schema", () => {
  test("serves what the public contract promises, name for name, in all that it serves", () => {
    const promised = facts(contract);
    const ours = facts(served);
    const broken = [...promised].flatMap(([name, promise]) => {
      const parent = name.replace(/(\.[^.(]+|\([^)]*\))$/, "");
      // Root fields, types and their fields come as they are built; what is there has to be as
      // promised.
      const mustExist = parent !== name && ours.has(parent) && !isStillToCome(name, ours);
      const actual = ours.get(name);
      return actual === promise || (actual === undefined && !mustExist)
        ? []
        : [`${name}: promised ${promise}, served ${actual ?? "nothing"}`];
    });
    expect(broken).toEqual([]);
    expect(promised.size).toBeGreaterThan(700);
  });

  test("connections have the promised form", () => {
    const ours = facts(served);
    const names = [...ours.keys()].filter((name) => /^\w+Connection$/.test(name));
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const node = name.replace(/Connection$/, "");
      expect([...ours].filter(([key]) => key.startsWith(`${name}.`))).toEqual(
        expect.arrayContaining([
          [`${name}.edges`, `[${node}Edge!]!`],
          [`${name}.nodes`, `[${node}!]!`],
          [`${name}.pageInfo`, "PageInfo!"],
          [`${name}.totalCount`, "Int"],
        ]),
      );
      expect(ours.get(`${node}Edge.cursor`)).toBe("String!");
      expect(ours.get(`${node}Edge.node`)).toBe(`${node}!`);
    }
  });

  test("each mutation has its own error type, whose codes are those of the catalogue", () => {
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    for (const mutation of mutations) {
      const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
      const codes = schema.getType(`${name}ErrorCode`);
      expect({ name, isEnum: isEnumType(codes) }).toEqual({ name, isEnum: true });
      const values = isEnumType(codes) ? codes.getValues().map((value) => value.name) : [];
      expect(values).toEqual(mutationErrorCodes[mutation as keyof typeof mutationErrorCodes]);
      expect(String(schema.getMutationType()?.getFields()[mutation]?.type)).toBe(`${name}Payload!`);
    }
  });

  test("says a full sentence about every type, field, argument and value", () => {
    const silent: string[] = [];
    const check = (name: string, description: string | null | undefined) => {
      if (!/^\S[\s\S]{6,}[.)”]$/u.test(description ?? "")) {
        silent.push(`${name}: ${description ?? "nothing"}`);
      }
    };
    const checkArguments = (name: string, args: readonly GraphQLArgument[]) => {
      for (const arg of args) {
        check(`${name}(${arg.name})`, arg.description);
      }
    };
    for (const type of Object.values(schema.getTypeMap())) {
      if (
        type.name.startsWith("__") ||
        ["String", "Int", "Float", "Boolean", "ID"].includes(type.name)
      ) {
        continue;
      }
      if (!["Query", "Mutation", "Subscription"].includes(type.name)) {
        check(type.name, type.description);
      }
      if (isEnumType(type)) {
        for (const value of type.getValues()) {
          check(`${type.name}.${value.name}`, value.description);
        }
      } else if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) {
          check(`${type.name}.${field.name}`, field.description);
          checkArguments(`${type.name}.${field.name}`, "args" in field ? field.args : []);
        }
      } else if (isScalarType(type)) {
        check(`${type.name}.specifiedBy`, `${type.specifiedByURL ?? ""}.`);
      }
    }
    expect(silent).toEqual([]);
  });

  test("is committed as served, and breaks no promise unless the changelog says so", () => {
    const committed = readFileSync(committedFile, "utf8");
    const breaking = findBreakingChanges(buildSchema(committed), schema);
    const changelog = new URL("../../CHANGELOG.md", import.meta.url);
    const isAnnounced = existsSync(changelog) && /\bbreaking\b/i.test(pendingOf(changelog));
    expect(isAnnounced ? [] : breaking.map((change) => change.description)).toEqual([]);
    expect(committed).toBe(printedSchema(schema));
  });
});

function pendingOf(changelog: URL): string {
  return readFileSync(changelog, "utf8").split(/^## /m)[1] ?? "";
}

/**
 * Parts of types that are served which come with measured quality; schema/README.md tells them too.
 */
const stillToCome: ReadonlySet<string> = new Set();

/** A field whose type is not served yet comes with its type. */
function isStillToCome(name: string, ours: ReadonlyMap<string, string>): boolean {
  if (stillToCome.has(name)) {
    return true;
  }
  const [parent = ""] = name.split(".");
  if (["Query", "Mutation", "Subscription"].includes(parent)) {
    return true;
  }
  const type =
    facts(contract)
      .get(name)
      ?.replace(/[[\]! ]|=.*/g, "") ?? "";
  const isBuiltIn = ["String", "Int", "Float", "Boolean", "ID", "value"].includes(type);
  return !isBuiltIn && !ours.has(type);
}
