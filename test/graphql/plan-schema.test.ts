import { GraphQLObjectType, printType } from "graphql";
import { describe, expect, it } from "vitest";
import { createSchema } from "../../src/graphql/schema.js";

const schema = createSchema();

function fieldsOf(type: string): string[] {
  const found = schema.getType(type);
  return found instanceof GraphQLObjectType ? Object.keys(found.getFields()).sort() : [];
}

describe("plans, budgets and alerts in the schema", () => {
  it("has the fields of the contract", () => {
    expect(fieldsOf("Plan")).toEqual(
      "archivedAt budgets createdAt current id key name report revision revisions".split(" "),
    );
    expect(fieldsOf("PlanRevision")).toEqual([
      ..."code countries createdAt createdBy deadlineSec id maxAttempts".split(" "),
      ..."maxCostPerSend messageLocale messages note number objective order".split(" "),
      ..."problems resend steps".split(" "),
    ]);
    expect(fieldsOf("Budget")).toEqual([
      ..."alertAt available country forecast held id limit onExhausted overrun period".split(" "),
      ..."periodStartsAt plan resetsAt scope spent".split(" "),
    ]);
  });

  it("has the defaults of the contract", () => {
    const planInput = schema.getType("PlanInput");
    const budgetInput = schema.getType("SetBudgetInput");
    expect(planInput && printType(planInput)).toContain("maxAttempts: Int = 4");
    expect(planInput && printType(planInput)).toContain("objective: Objective = BALANCED");
    expect(budgetInput && printType(budgetInput)).toContain("alertAt: [Float!] = [0.5, 0.8, 1]");
    expect(budgetInput && printType(budgetInput)).toContain("onExhausted: BudgetAction = BLOCK");
  });

  it("names every problem and every error code of the mutations", () => {
    const revise = schema.getType("RevisePlanErrorCode");
    expect(revise && printType(revise)).toContain("REVISION_CONFLICT");
    expect(fieldsOf("AcknowledgeAlertPayload")).toEqual(["alert", "userErrors"]);
  });
});
