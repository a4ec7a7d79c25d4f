import { audit, type Violation } from "../manage/audit/audit.js";
import { createAuditReader } from "../store/sql/run-audit.js";
import { type Command, jsonOption } from "./command.js";
import { withGround } from "./with-ground.js";

export const auditCommand: Command = {
  name: "audit",
  summary:
    "Checks every rule of money and state over the whole database; exit code 1 when one is broken.",
  options: { json: jsonOption },
  run: (call) =>
    withGround(call, async ({ pools }) => {
      const reader = createAuditReader(pools.owner);
      const violations = await audit(reader, new Date());
      const count = reader.invariants.length;
      if (call.values.json === true) {
        call.output.out(`${JSON.stringify({ checked: reader.invariants, violations })}\n`);
      } else if (violations.length === 0) {
        call.output.out(`All ${count} rules hold.\n`);
      } else {
        const lines = violations.map((violation) => `${describe(violation)}\n`);
        call.output.out(`${lines.join("")}\n${summary(violations, count)}\n`);
      }
      return violations.length === 0 ? 0 : 1;
    }),
};

function describe({ invariant, tenantId, id, expected, found }: Violation): string {
  const where = tenantId === null ? id : `${id} of tenant ${tenantId}`;
  return `${invariant}: ${where}: expected ${expected}, found ${found}`;
}

function summary(violations: readonly Violation[], count: number): string {
  const broken = new Set(violations.map(({ invariant }) => invariant)).size;
  return `${broken} of ${count} rules are broken, by ${violations.length} rows.`;
}
