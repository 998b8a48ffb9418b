import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type RouterHistory } from "@tanstack/react-router";
import { TableSkeleton } from "../ui";
import { Broken } from "./Broken";
import { Frame } from "./Frame";
import { Nowhere } from "./Nowhere";
import { appTab, invocationFilters, modelTab, usageView } from "./places";

const root = createRootRoute({ component: Frame, notFoundComponent: Nowhere, errorComponent: Broken });

const getParentRoute = () => root;

const routes = root.addChildren([
  createRoute({ getParentRoute, path: "/", component: lazyRouteComponent(() => import("../features/home"), "HomePage") }),
  createRoute({
    getParentRoute,
    path: "/usage",
    validateSearch: usageView,
    component: lazyRouteComponent(() => import("../features/usage"), "UsagePage"),
  }),
  createRoute({ getParentRoute, path: "/apps", component: lazyRouteComponent(() => import("../features/apps"), "AppsPage") }),
  createRoute({
    getParentRoute,
    path: "/apps/$app",
    validateSearch: appTab,
    component: lazyRouteComponent(() => import("./AppRoute"), "AppRoute"),
  }),
  createRoute({
    getParentRoute,
    path: "/invocations",
    validateSearch: invocationFilters,
    component: lazyRouteComponent(() => import("../features/invocations"), "InvocationsPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/invocations/$id",
    component: lazyRouteComponent(() => import("../features/invocations"), "InvocationPage"),
  }),
  createRoute({
    getParentRoute,
    path: "/models",
    validateSearch: modelTab,
    component: lazyRouteComponent(() => import("../features/models"), "ModelsPage"),
  }),
  createRoute({ getParentRoute, path: "/members", component: lazyRouteComponent(() => import("../features/members"), "MembersPage") }),
  createRoute({ getParentRoute, path: "/api-keys", component: lazyRouteComponent(() => import("../features/apikeys"), "ApiKeysPage") }),
  createRoute({ getParentRoute, path: "/audit", component: lazyRouteComponent(() => import("../features/audit"), "AuditPage") }),
]);

/** The pages and their addresses below `/console`. */
export function createConsoleRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: routes,
    basepath: "/console",
    defaultPreload: "intent",
    defaultPendingComponent: TableSkeleton,
    scrollRestoration: true,
    ...(history ? { history } : {}),
  });
}

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: ConsoleRouter;
  }
}
