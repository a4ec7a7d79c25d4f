import { AcknowledgeAlertResolver } from "./alert/acknowledge-alert.mutation.js";
import { AlertResolver } from "./alert/alert.resolver.js";
import { AlertsResolver } from "./alert/alerts.query.js";
import { AlertsSubscriptionResolver } from "./alert/alerts.subscription.js";
import { BudgetResolver } from "./budget/budget.resolver.js";
import { BudgetsResolver } from "./budget/budgets.query.js";
import { RemoveBudgetResolver } from "./budget/remove-budget.mutation.js";
import { SetBudgetResolver } from "./budget/set-budget.mutation.js";
import { NodeResolver } from "./node.query.js";
import { AttemptResolver } from "./otp/attempt.resolver.js";
import { CancelSendMutation } from "./otp/cancel-send.mutation.js";
import { ReportVerifiedMutation } from "./otp/report-verified.mutation.js";
import { ResendOtpMutation } from "./otp/resend-otp.mutation.js";
import { SendResolver } from "./otp/send.resolver.js";
import { SendSubscriptions } from "./otp/send.subscription.js";
import { SendEventResolver } from "./otp/send-event.resolver.js";
import { SendOtpMutation } from "./otp/send-otp.mutation.js";
import { SendsQuery } from "./otp/sends.query.js";
import { VerifyOtpMutation } from "./otp/verify-otp.mutation.js";
import { ArchivePlanResolver } from "./plan/archive-plan.mutation.js";
import { CreatePlanResolver } from "./plan/create-plan.mutation.js";
import { PlanResolver } from "./plan/plan.resolver.js";
import { PlanRevisionResolver } from "./plan/plan-revision.resolver.js";
import { PlansResolver } from "./plan/plans.query.js";
import { PreviewMessageResolver } from "./plan/preview-message.query.js";
import { RevisePlanResolver } from "./plan/revise-plan.mutation.js";
import { RollBackPlanResolver } from "./plan/roll-back-plan.mutation.js";

type ResolverClass = new () => object;

/** One line per resolver class. */
export const resolverList: readonly ResolverClass[] = [
  NodeResolver,
  AttemptResolver,
  CancelSendMutation,
  ReportVerifiedMutation,
  ResendOtpMutation,
  SendEventResolver,
  SendOtpMutation,
  SendResolver,
  SendSubscriptions,
  SendsQuery,
  VerifyOtpMutation,
  AcknowledgeAlertResolver,
  AlertResolver,
  AlertsResolver,
  AlertsSubscriptionResolver,
  BudgetResolver,
  BudgetsResolver,
  RemoveBudgetResolver,
  SetBudgetResolver,
  ArchivePlanResolver,
  CreatePlanResolver,
  PlanResolver,
  PlanRevisionResolver,
  PlansResolver,
  PreviewMessageResolver,
  RevisePlanResolver,
  RollBackPlanResolver,
];
