import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppAnswer, type AppWorld, codesOf, createAppWorld } from "../../support/app-world.js";
import {
  documentOf,
  type Leaf,
  leavesOf,
  type RootField,
  rootFields,
  withValue,
} from "../../support/operations.js";
import { soundReads } from "../../support/sound-reads.js";
import {
  makeTenantObjects,
  operatorFields,
  soundArguments,
  type TenantObjects,
} from "../../support/tenant-objects.js";

let world: AppWorld;
let own: TenantObjects;
beforeAll(async () => {
  world = await createAppWorld();
  own = await makeTenantObjects(world, world.owner);
});
afterAll(() => world.close());

/** Texts that no field can hold. */
const impossible = {
  "10,000 characters": "x".repeat(10_000),
  "a NUL": "ab\u0000cd",
  "half a surrogate pair": "ab\ud800",
};
const odd = {
  "the empty text": "",
  "white space": " \u00a0 ",
  SQL: "x'; drop table send; --",
  "a template": "${1+1} {{7*7}} %s %n",
  "a bell and an escape": "\u0007\u001b[31m",
};

interface UserError {
  readonly message: string;
  readonly field: readonly string[] | null;
}

function userErrorsOf(answer: AppAnswer): readonly UserError[] {
  const [payload] = Object.values(answer.data ?? {}) as ({ userErrors?: UserError[] } | null)[];
  return payload?.userErrors ?? [];
}

/** Why the answer is not a clean refusal that points at the field; null when it is. */
function faultOf(answer: AppAnswer, path: Leaf["path"]): string | null {
  if (answer.errors.length > 0) {
    const isClean = codesOf(answer).every((code) => code === "BAD_REQUEST");
    return isClean ? null : `errors ${answer.text}`;
  }
  const wanted = path.filter((name) => name !== "input").join(".");
  const fields = userErrorsOf(answer).map((error) => error.field?.join(".") ?? "");
  const isNamed = fields.some(
    (field) => field !== "" && (wanted === field || wanted.startsWith(`${field}.`)),
  );
  return isNamed ? null : `does not name ${wanted}: ${answer.text.slice(0, 500)}`;
}

const textTypes = new Set(["String", "ID"]);

function textLeaves(root: "Query" | "Mutation"): [string, RootField, Leaf][] {
  return rootFields(root).flatMap((field) =>
    leavesOf(field)
      .filter((leaf) => textTypes.has(leaf.type))
      .map((leaf): [string, RootField, Leaf] => [
        `${field.name} ${leaf.path.join(".")}`,
        field,
        leaf,
      ]),
  );
}

/** What an end user typed is never malformed: it is a wrong code, and a try. */
const isTypedCode = (field: RootField, leaf: Leaf) =>
  field.name === "verifyOtp" && leaf.path.at(-1) === "code";

function secretFor(field: RootField): string {
  return operatorFields.has(field.name) ? world.operator : world.owner;
}

describe("every text of every mutation", () => {
  test.each(textLeaves("Mutation").filter(([, field, leaf]) => !isTypedCode(field, leaf)))(
    "%s is refused by name when nothing can be called so, and nothing is stored",
    async (_name, field, leaf) => {
      const before = await world.fingerprint();
      const faults: string[] = [];
      for (const [what, value] of Object.entries(impossible)) {
        const given = withValue(soundArguments(own)[field.name] ?? {}, leaf.path, value);
        const answer = await world.ask(secretFor(field), documentOf("Mutation", field), given);
        const fault = faultOf(answer, leaf.path);
        faults.push(...(fault === null ? [] : [`${what}: ${fault}`]));
        if (answer.text.length > 2_000) {
          faults.push(`${what}: echoes ${answer.text.length} characters`);
        }
      }

      expect(faults).toEqual([]);
      expect(await world.fingerprint()).toEqual(before);
    },
  );

  test("a code that cannot be is wrong and costs a try, a too long one costs none", async () => {
    const { send } = await world.send();
    const field = rootFields("Mutation").find(({ name }) => name === "verifyOtp") as RootField;
    const check = async (code: string) => {
      const document = documentOf("Mutation", field, "result checksLeft userErrors { code field }");
      const answer = await world.ask(world.owner, document, { input: { sendId: send?.id, code } });
      expect(answer.errors).toEqual([]);
      return answer.data?.["verifyOtp"];
    };

    expect(await check(impossible["a NUL"])).toMatchObject({ result: "WRONG_CODE", checksLeft: 4 });
    expect(await check("")).toMatchObject({ result: "WRONG_CODE", checksLeft: 3 });
    expect(await check(impossible["10,000 characters"])).toMatchObject({
      result: null,
      userErrors: [{ code: "TOO_LONG", field: ["code"] }],
    });
    expect(await check("ab\ud800")).toMatchObject({ result: "WRONG_CODE", checksLeft: 2 });
  });
});

const strange = { ...impossible, ...odd };

describe("strange texts", () => {
  test.each(Object.entries(strange))(
    "%s in any mutation is taken or refused, never a fault of ours",
    async (_what, value) => {
      const scratch = await makeTenantObjects(world, world.stranger);
      const faults: string[] = [];
      for (const [name, field, leaf] of textLeaves("Mutation")) {
        const given = withValue(soundArguments(scratch)[field.name] ?? {}, leaf.path, value);
        const secret = operatorFields.has(field.name) ? world.operator : world.stranger;
        const answer = await world.ask(secret, documentOf("Mutation", field), given);
        const isClean = codesOf(answer).every((code) => code === "BAD_REQUEST");
        faults.push(...(isClean ? [] : [`${name}: ${answer.text}`]));
      }

      expect(faults).toEqual([]);
    },
  );

  test.each(Object.entries(strange))(
    "%s in any query is nobody's name or a bad request, never a fault of ours",
    async (_what, value) => {
      const faults: string[] = [];
      for (const [name, field, leaf] of textLeaves("Query")) {
        const sound = soundReads(own)[field.name] ?? {};
        // One of the two names of a thing is asked for at a time.
        const alone = "key" in sound || "externalId" in sound ? { id: null } : {};
        const given = withValue({ ...sound, ...alone }, leaf.path, value);
        const answer = await world.ask(secretFor(field), documentOf("Query", field), given);
        const isClean = codesOf(answer).every((code) => code === "BAD_REQUEST");
        faults.push(...(isClean ? [] : [`${name}: ${answer.text}`]));
        if (answer.text.length > 2_000) {
          faults.push(`${name}: echoes ${answer.text.length} characters`);
        }
      }

      expect(faults).toEqual([]);
    },
  );
});
