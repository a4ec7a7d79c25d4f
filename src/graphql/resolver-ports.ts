import type { OtpService } from "../flow/otp.js";
import type { SendReads } from "../flow/reads.js";
import type { Bus, EventTail } from "../flow/tail.js";
import type { AlertTail } from "../manage/alerts/alert-tail.js";
import type { AlertStore } from "../manage/alerts/ports.js";
import type { BudgetStore } from "../manage/budgets/ports.js";
import type { CheckPorts } from "../manage/checks/ports.js";
import type { GuardStore } from "../manage/guard/ports.js";
import type { ReconcilePorts } from "../manage/invoices/reconcile-invoice.js";
import type { EstimatePorts } from "../manage/plans/estimate-ports.js";
import type { PlanPorts } from "../manage/plans/plan-ports.js";
import type { Platform } from "../manage/platform/read-platform.js";
import type { ReplayPorts } from "../manage/replay/replay-ports.js";
import type { ListCheckPorts } from "./lists/list-ports.js";
import type { ExportPorts } from "./exports/export-ports.js";
import type { ReadReport } from "../reports/report-db.js";
import type { CataloguePorts } from "./catalogue-ports.js";

/** All that resolvers may call, one entry per area; app.ts fills it in. */
export interface ResolverPorts {
  readonly otp: OtpService;
  readonly reads: SendReads;
  readonly tail: EventTail;
  readonly bus: Bus;
  readonly catalogue: CataloguePorts;
  readonly plans: PlanPorts;
  readonly estimates: EstimatePorts;
  readonly replays: ReplayPorts;
  readonly reports: ReadReport;
  readonly exports: ExportPorts;
  readonly invoices: ReconcilePorts;
  readonly checks: CheckPorts;
  readonly lists: ListCheckPorts;
  readonly budgets: { readonly budgets: BudgetStore; readonly bus: Bus };
  readonly guard: { readonly guard: GuardStore; readonly bus: Bus };
  readonly platform: { readonly read: (at: Date) => Promise<Platform> };
  readonly alerts: { readonly alerts: AlertStore; readonly tail: AlertTail };
}
