import { readFile } from "node:fs/promises";
import { coerceInputValue, isInputType } from "graphql";
import type { PlanInput } from "../core/plan/plan-input.js";
import { createSchema } from "../graphql/schema.js";

/**
 * Reads a plan as createPlan takes it from a JSON file. Throws an error that names the file, and
 * every field that the API would not take with its rule.
 */
export async function readPlanFile(file: string): Promise<PlanInput> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new Error(`${file} cannot be read.`, { cause: error });
  });
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch (error: unknown) {
    throw new Error(`${file} is not JSON.`, { cause: error });
  }
  const type = createSchema().getType("PlanInput");
  if (!isInputType(type)) {
    throw new Error("the schema has no PlanInput");
  }
  const problems: string[] = [];
  const read: unknown = coerceInputValue(plan, type, (path, _value, { message }) => {
    problems.push(path.length === 0 ? message : `${path.join(".")}: ${message}`);
  });
  if (problems.length > 0) {
    throw new Error(`${file} is not a plan.\n${problems.join("\n")}`);
  }
  return read as PlanInput;
}
