import { AcknowledgeAlertResolver } from "./alert/acknowledge-alert.mutation.js";
import { AlertResolver } from "./alert/alert.resolver.js";
import { AlertsResolver } from "./alert/alerts.query.js";
import { AlertsSubscriptionResolver } from "./alert/alerts.subscription.js";
import { BudgetForecastResolver } from "./budget/budget-forecast.resolver.js";
import { BudgetResolver } from "./budget/budget.resolver.js";
import { BudgetsResolver } from "./budget/budgets.query.js";
import { RemoveBudgetResolver } from "./budget/remove-budget.mutation.js";
import { SetBudgetResolver } from "./budget/set-budget.mutation.js";
import { GuardDecisionResolver } from "./guard/guard-decision.resolver.js";
import { GuardDecisionsResolver } from "./guard/guard-decisions.query.js";
import { GuardRuleResolver } from "./guard/guard-rule.resolver.js";
import { GuardRulesResolver } from "./guard/guard-rules.query.js";
import { SetGuardRuleResolver } from "./guard/set-guard-rule.mutation.js";
import { CheckNumbersQuery } from "./checks/check-numbers.query.js";
import { NumberCheckResolver } from "./checks/number-check.resolver.js";
import { ExportProgressSubscription } from "./exports/export-progress.subscription.js";
import { ExportsQuery } from "./exports/exports.query.js";
import { RequestExportMutation } from "./exports/request-export.mutation.js";
import { CancelListCheckMutation } from "./lists/cancel-list-check.mutation.js";
import { ListCheckProgressSubscription } from "./lists/list-check-progress.subscription.js";
import { ListChecksQuery } from "./lists/list-checks.query.js";
import { ListLookUpsResolver } from "./lists/list-look-ups.resolver.js";
import { RequestListCheckMutation } from "./lists/request-list-check.mutation.js";
import { StartListCheckMutation } from "./lists/start-list-check.mutation.js";
import { NodeResolver } from "./node.query.js";
import { AttemptResolver } from "./otp/attempt.resolver.js";
import { CancelSendMutation } from "./otp/cancel-send.mutation.js";
import { ReportVerifiedMutation } from "./otp/report-verified.mutation.js";
import { ResendOtpMutation } from "./otp/resend-otp.mutation.js";
import {
  AttemptDecisionResolver,
  DecisionCandidateResolver,
} from "./otp/routing-decision.resolver.js";
import { SendResolver } from "./otp/send.resolver.js";
import { SendPlanResolver } from "./otp/send-plan.resolver.js";
import { SendSubscriptions } from "./otp/send.subscription.js";
import { SendEventResolver } from "./otp/send-event.resolver.js";
import { SendProgressResolver } from "./otp/send-progress.resolver.js";
import { SendOtpMutation } from "./otp/send-otp.mutation.js";
import { SendsQuery } from "./otp/sends.query.js";
import { VerifyOtpMutation } from "./otp/verify-otp.mutation.js";
import { ArchivePlanResolver } from "./plan/archive-plan.mutation.js";
import { CreatePlanResolver } from "./plan/create-plan.mutation.js";
import { EstimatePlanResolver } from "./plan/estimate-plan.query.js";
import { PlanResolver } from "./plan/plan.resolver.js";
import { PlanRevisionResolver } from "./plan/plan-revision.resolver.js";
import { PlansResolver } from "./plan/plans.query.js";
import { PreviewMessageResolver } from "./plan/preview-message.query.js";
import { RevisePlanResolver } from "./plan/revise-plan.mutation.js";
import { RollBackPlanResolver } from "./plan/roll-back-plan.mutation.js";
import { ReplayPlanResolver } from "./plan/replay-plan.query.js";
import { SuggestPlansResolver } from "./plan/suggest-plans.query.js";
import { PlatformQuery } from "./platform/platform.query.js";
import { VendorShareResolver } from "./plan/vendor-share.resolver.js";
import { VendorAccountResolver } from "./accounts/vendor-account.resolver.js";
import { VendorAccountsQuery } from "./accounts/vendor-accounts.query.js";
import { ChangeVendorAccountMutation } from "./accounts/change-vendor-account.mutation.js";
import { ConnectVendorMutation } from "./accounts/connect-vendor.mutation.js";
import { DisconnectVendorMutation } from "./accounts/disconnect-vendor.mutation.js";
import { RotateVendorCredentialsMutation } from "./accounts/rotate-vendor-credentials.mutation.js";
import { TestVendorAccountMutation } from "./accounts/test-vendor-account.mutation.js";
import { ApiKeysQuery } from "./keys/api-keys.query.js";
import { CreateApiKeyMutation } from "./keys/create-api-key.mutation.js";
import { RevokeApiKeyMutation } from "./keys/revoke-api-key.mutation.js";
import { ExchangeRatesQuery } from "./offers/exchange-rates.query.js";
import { SetExchangeRateMutation } from "./offers/set-exchange-rate.mutation.js";
import { OfferResolver } from "./offers/offer.resolver.js";
import { DeliveryStatsResolver } from "./stats/delivery-stats.resolver.js";
import { OfferStatsResolver } from "./stats/offer-stats.resolver.js";
import { OffersQuery } from "./offers/offers.query.js";
import { CostOutlookResolver } from "./outlook/cost-outlook.resolver.js";
import { CostReportResolver } from "./reports/cost-report.resolver.js";
import { DeliveryReportResolver } from "./reports/delivery-report.resolver.js";
import { PlanReportResolver } from "./reports/plan-report.resolver.js";
import { ImportExchangeRatesMutation } from "./rates/import-exchange-rates.mutation.js";
import { ImportRateSheetMutation } from "./rates/import-rate-sheet.mutation.js";
import { RateSheetImportsQuery } from "./rates/rate-sheet-imports.query.js";
import { TenantsQuery } from "./tenants/tenants.query.js";
import { ReconcileInvoiceMutation } from "./invoices/reconcile-invoice.mutation.js";
import { ReconciliationQuery } from "./invoices/reconciliation.query.js";
import {
  ReconciliationLineResolver,
  ReconciliationResolver,
} from "./invoices/reconciliation.resolver.js";
import { ViewerQuery } from "./tenants/viewer.query.js";
import { CreateTenantMutation } from "./tenants/create-tenant.mutation.js";
import { UpdateTenantMutation } from "./tenants/update-tenant.mutation.js";
import { VendorResolver } from "./vendors/vendor.resolver.js";
import { VendorsQuery } from "./vendors/vendors.query.js";
import { ListVendorMutation } from "./vendors/list-vendor.mutation.js";
import { VendorIncidentsResolver } from "./vendors/vendor-incidents.resolver.js";
import { PauseVendorMutation } from "./vendors/pause-vendor.mutation.js";
import { ResumeVendorMutation } from "./vendors/resume-vendor.mutation.js";
import { VendorHealthSubscription } from "./vendors/vendor-health.subscription.js";
import { AttemptVendorResolver } from "./vendors/attempt-vendor.resolver.js";
import { StepVendorResolver } from "./accounts/step-vendor.resolver.js";

type ResolverClass = new () => object;

/** One line per resolver class. */
export const resolverList: readonly ResolverClass[] = [
  NodeResolver,
  AttemptDecisionResolver,
  AttemptResolver,
  CancelSendMutation,
  DecisionCandidateResolver,
  ReportVerifiedMutation,
  ResendOtpMutation,
  SendProgressResolver,
  SendEventResolver,
  SendOtpMutation,
  SendPlanResolver,
  SendResolver,
  SendSubscriptions,
  SendsQuery,
  VerifyOtpMutation,
  AcknowledgeAlertResolver,
  AlertResolver,
  AlertsResolver,
  AlertsSubscriptionResolver,
  BudgetForecastResolver,
  BudgetResolver,
  BudgetsResolver,
  RemoveBudgetResolver,
  SetBudgetResolver,
  GuardDecisionResolver,
  GuardDecisionsResolver,
  GuardRuleResolver,
  GuardRulesResolver,
  SetGuardRuleResolver,
  CheckNumbersQuery,
  CancelListCheckMutation,
  ListCheckProgressSubscription,
  ListChecksQuery,
  ListLookUpsResolver,
  RequestListCheckMutation,
  StartListCheckMutation,
  NumberCheckResolver,
  ExportProgressSubscription,
  ExportsQuery,
  RequestExportMutation,
  ArchivePlanResolver,
  CreatePlanResolver,
  EstimatePlanResolver,
  PlanResolver,
  PlanRevisionResolver,
  PlansResolver,
  PreviewMessageResolver,
  RevisePlanResolver,
  RollBackPlanResolver,
  ReplayPlanResolver,
  SuggestPlansResolver,
  VendorShareResolver,
  PlatformQuery,
  VendorAccountResolver,
  VendorAccountsQuery,
  ConnectVendorMutation,
  DisconnectVendorMutation,
  RotateVendorCredentialsMutation,
  TestVendorAccountMutation,
  ChangeVendorAccountMutation,
  ApiKeysQuery,
  CreateApiKeyMutation,
  RevokeApiKeyMutation,
  ExchangeRatesQuery,
  SetExchangeRateMutation,
  OfferResolver,
  OfferStatsResolver,
  DeliveryStatsResolver,
  OffersQuery,
  ImportExchangeRatesMutation,
  ImportRateSheetMutation,
  RateSheetImportsQuery,
  CostOutlookResolver,
  CostReportResolver,
  DeliveryReportResolver,
  PlanReportResolver,
  ReconcileInvoiceMutation,
  ReconciliationLineResolver,
  ReconciliationQuery,
  ReconciliationResolver,
  TenantsQuery,
  ViewerQuery,
  CreateTenantMutation,
  UpdateTenantMutation,
  VendorResolver,
  VendorsQuery,
  ListVendorMutation,
  PauseVendorMutation,
  ResumeVendorMutation,
  VendorIncidentsResolver,
  VendorHealthSubscription,
  AttemptVendorResolver,
  StepVendorResolver,
];
