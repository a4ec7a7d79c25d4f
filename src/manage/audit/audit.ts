/** One row that breaks a rule of money or state. */
export interface Violation {
  readonly invariant: string;
  /** null = the rule is about no single tenant. */
  readonly tenantId: string | null;
  /** The uuid of the row, or the tenant's own id where the rule is about a tenant. */
  readonly id: string;
  readonly expected: string;
  readonly found: string;
}

/** Reads the whole database by one rule at a time. */
export interface AuditReader {
  /** Every rule's name, in the order in which they are checked. */
  readonly invariants: readonly string[];
  /** At most 1,000 violations of one rule; `now` decides what is overdue. */
  violationsOf(invariant: string, now: Date): Promise<readonly Violation[]>;
}

/**
 * Checks every money and state rule over the whole database; an empty list means that all hold.
 * Each rule is one statement and so sees one moment; a busy system can be audited.
 */
export async function audit(reader: AuditReader, now: Date): Promise<readonly Violation[]> {
  const found: Violation[] = [];
  for (const invariant of reader.invariants) {
    // One after the other: the audit must not take more than one connection from the sends.
    found.push(...(await reader.violationsOf(invariant, now)));
  }
  return found;
}
