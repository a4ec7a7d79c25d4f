import { RulesCache } from "../../src/flow/rules-cache.js";
import type { AttemptRow } from "../../src/flow/rows.js";
import type { KeyViewer } from "../../src/flow/viewer.js";
import { formatMicros } from "../../src/core/money.js";
import { plainMapping } from "../../src/core/invoice/invoice-mapping.js";
import type { ReconciliationLineRow } from "../../src/manage/invoices/ports.js";
import {
  type ReconcilePorts,
  type ReconcileRequest,
  reconcileInvoice,
} from "../../src/manage/invoices/reconcile-invoice.js";
import { operatorViewer } from "../../src/manage/system-viewer.js";
import { createReconciliationStore } from "../../src/store/reconciliation-store.js";
import type { WalkWorld } from "./walk-world.js";

/** One line of an invoice as a test writes it. */
export interface Billed {
  readonly messageId: string;
  readonly amount: string;
  readonly currency?: string;
  readonly parts?: number | string;
  readonly status?: string;
  readonly date?: string;
  readonly reference?: string;
}

const columns = [
  "messageId",
  "amount",
  "currency",
  "parts",
  "status",
  "date",
  "reference",
] as const;

/** Writes lines as CSV under the names that need no mapping. */
export function invoiceOf(lines: readonly Billed[]): string {
  const rows = lines.map((line) =>
    columns.map((name) => line[name] ?? (name === "currency" ? "USD" : "")).join(","),
  );
  return `${[columns.join(","), ...rows].join("\n")}\n`;
}

/** What the books say that an attempt's vendor bills for it. */
export function billOf(attempt: AttemptRow): Billed {
  return {
    messageId: attempt.vendorMessageIds[0] ?? "",
    amount: formatMicros(attempt.vendorCostMicros),
    currency: attempt.priceCurrency,
    parts: attempt.parts,
    status: attempt.status.toLowerCase(),
  };
}

/** Holds invoices against the books of a walk's world. */
export function invoiceDesk(world: WalkWorld) {
  const reconciliations = createReconciliationStore(
    world.dataSource,
    world.database.engine,
    world.database.target,
  );
  const ports: ReconcilePorts = {
    ...world.slowSide,
    reconciliations,
    store: world.store,
    rules: new RulesCache(world.ports.reader, world.ports.senderRequiredOn),
    clock: world.clock,
  };
  const operator = operatorViewer("test");
  const dayMs = 86_400_000;

  async function hold(
    text: string | Buffer | AsyncIterable<Buffer>,
    changes: Partial<ReconcileRequest> = {},
    viewer: KeyViewer = operator,
  ) {
    const now = world.clock.now().getTime();
    return reconcileInvoice(ports, viewer, {
      vendor: "nusatext",
      accountId: null,
      from: new Date(now - 20 * dayMs),
      to: new Date(now + dayMs),
      format: "CSV",
      mapping: null,
      apply: false,
      open: async () =>
        typeof text === "string" || Buffer.isBuffer(text) ? once(Buffer.from(text)) : text,
      ...changes,
    });
  }

  return {
    ports,
    reconciliations,
    operator,
    hold,
    /** The same, which has to succeed; with all lines. */
    async found(...args: Parameters<typeof hold>) {
      const made = await hold(...args);
      if (!made.ok) {
        throw new Error(JSON.stringify(made.errors));
      }
      const { reconciliation, rejected } = made.value;
      const lines: ReconciliationLineRow[] = [];
      for (let after: bigint | null = null; ; ) {
        const page = await reconciliations.lines(
          args[2] ?? operator,
          reconciliation.id,
          null,
          100,
          after,
        );
        lines.push(...page.rows);
        after = page.rows.at(-1)?.number ?? null;
        if (!page.hasMore) {
          return { ...reconciliation, rejected, lines };
        }
      }
    },
  };
}

export type InvoiceDesk = ReturnType<typeof invoiceDesk>;

/** The names that need no mapping, so that a test can change one. */
export const ownMapping = { ...plainMapping };

async function* once(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}
