import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useWords } from "../words/use-words.js";
import { Bones, Broken, Notice } from "./notices.js";
import { PageHead } from "./page-head.js";
import { Shell } from "./shell.js";
import { shellWords } from "./shell.words.js";

function Nowhere() {
  const t = useWords(shellWords);
  return (
    <>
      <PageHead title={t("notFound")} />
      <div className="card">
        <Notice Icon={Compass} title={t("notFoundMore")}>
          <a className="btn" href="/market">
            {t("toMarket")}
          </a>
        </Notice>
      </div>
    </>
  );
}

type Search = Readonly<Record<string, string | undefined>>;

/** Addresses hold what a page shows, as plain words: they can be sent to a colleague. */
function readSearch(given: Record<string, unknown>): Search {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
    ),
  );
}

const root = createRootRoute({
  component: Shell,
  notFoundComponent: Nowhere,
  validateSearch: readSearch,
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/market", search: {} });
  },
});

/** Each page is a file of its own, loaded when it is first opened or pointed at. */
const pages = [
  createRoute({
    getParentRoute: () => root,
    path: "/market",
    component: lazyRouteComponent(() => import("../market/market-page.js"), "MarketPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/market/$slug",
    component: lazyRouteComponent(() => import("../market/vendor-page.js"), "VendorPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/live",
    component: lazyRouteComponent(() => import("../live/live-page.js"), "LivePage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/live/$id",
    component: lazyRouteComponent(() => import("../live/send-page.js"), "SendPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/plans",
    component: lazyRouteComponent(() => import("../plans/plans-page.js"), "PlansPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/plans/$key",
    component: lazyRouteComponent(() => import("../plans/compose-page.js"), "ComposePage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/cost",
    component: lazyRouteComponent(() => import("../cost/cost-page.js"), "CostPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/analytics",
    component: lazyRouteComponent(() => import("../analytics/analytics-page.js"), "AnalyticsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/alerts",
    component: lazyRouteComponent(() => import("../alerts/alerts-page.js"), "AlertsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings",
    component: lazyRouteComponent(() => import("../settings/settings-page.js"), "SettingsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/operator",
    component: lazyRouteComponent(() => import("../operator/operator-page.js"), "OperatorPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/widget",
    component: lazyRouteComponent(() => import("../widget/widget-page.js"), "WidgetPage"),
  }),
] as const;

const parse = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

const print = (search: Record<string, unknown>): string => {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
};

export const router = createRouter({
  routeTree: root.addChildren([home, ...pages]),
  defaultPreload: "intent",
  defaultPendingComponent: Bones,
  defaultErrorComponent: Broken,
  parseSearch: parse,
  stringifySearch: print,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
