import { cacheExchange } from "@urql/exchange-graphcache";
import { Client, fetchExchange, mapExchange, subscriptionExchange } from "urql";
import { type Client as LiveClient, createClient } from "graphql-ws";
import type { Auth } from "./auth.js";
import { headersFor } from "./page-request.js";

/** The one way to the server: queries and mutations over HTTP, the rest over one WebSocket. */
export interface Api {
  readonly client: Client;
  readonly live: LiveClient;
  /** How a connection of its own signs in. */
  readonly liveParams: Readonly<Record<string, string>>;
}

/** Rows that belong to the thing around them and have no id of their own. */
const parts = new Set([
  "Money",
  "Viewer",
  "DeliveryStats",
  "StatsBucket",
  "FailureCount",
  "Network",
  "OfferPrice",
  "VendorHealth",
  "VendorSupport",
  "CredentialHint",
  "CredentialField",
  "VendorSetup",
  "Sender",
  "Recipient",
  "RoutingDecision",
  "DecisionCandidate",
  "Receipt",
  "SkippedStep",
  "KeyValue",
  "PlanStep",
  "StepVendor",
  "PlanProblem",
  "CodePolicy",
  "ResendPolicy",
  "MessageTemplate",
  "MessagePreview",
  "BudgetForecast",
  "CostReport",
  "CostReportRow",
  "LookUpCosts",
  "DeliveryReport",
  "DeliveryReportRow",
  "ReportRange",
  "CostOutlook",
  "CostOutlookRow",
  "OutlookFigures",
  "ExchangeRate",
  "SendEvent",
  "SendProgress",
  "VendorHealthEvent",
  "VendorIncident",
  "RejectedRate",
  "RateSheetChange",
  "PlatformHealth",
  "RateWarning",
  "PageInfo",
  "PlanEstimate",
  "PlanReplay",
  "PlanSuggestion",
  "ReplayOutcome",
]);

/** Parts by their name; connections and edges, which are many, by the end of theirs. */
const keys = new Proxy(
  {},
  {
    get: (_all, name) =>
      typeof name === "string" &&
      (parts.has(name) || /(Connection|Edge|Payload|UserError|Estimate|Figures)$/.test(name))
        ? () => null
        : undefined,
  },
);

/** @param onSignedOut hears that the server no longer takes the key */
export function createApi(auth: Auth, language: string, onSignedOut: () => void): Api {
  const origin = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}`;
  const liveParams: Record<string, string> = {
    ...(auth.kind === "key" ? { authorization: `Bearer ${auth.secret}` } : {}),
    "Accept-Language": language,
  };
  const live = createClient({
    url: `${origin}/graphql`,
    connectionParams: liveParams,
    lazyCloseTimeout: 3_000,
    retryAttempts: 20,
    shouldRetry: () => true,
  });
  const client = new Client({
    url: "/graphql",
    preferGetMethod: false,
    fetchOptions: () => ({ headers: headersFor(auth, language), credentials: "same-origin" }),
    exchanges: [
      mapExchange({
        onError: (error) => {
          if (error.graphQLErrors.some((one) => one.extensions["code"] === "UNAUTHENTICATED")) {
            onSignedOut();
          }
        },
      }),
      cacheExchange({ keys }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (operation) => ({
          subscribe: (sink) => ({
            unsubscribe: live.subscribe(
              { query: operation.query ?? "", variables: operation.variables },
              {
                next: ({ data = null, errors }) =>
                  sink.next({ data, ...(errors === undefined ? {} : { errors: [...errors] }) }),
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
    ],
  });
  return { client, live, liveParams };
}
