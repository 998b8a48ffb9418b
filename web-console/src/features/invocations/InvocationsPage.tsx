import { getRouteApi, Link } from "@tanstack/react-router";
import { Select } from "antd";
import { $api, type Invocation } from "../../api";
import { ScenarioName } from "../../catalogue";
import { type Format, useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { BY_CURSOR, EmptyState, moreOf, Page, ProblemNotice, ResourceTable, rowsOf, StateTag, TableSkeleton } from "../../ui";
import { hasEnded, STATES } from "./state";

const route = getRouteApi("/invocations");
const SOON = 3_000;
const LATER = 20_000;

/** All runs of the tenant, newest first. */
export function InvocationsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const apps = $api.useQuery("get", "/v1/apps", { params: { query: { limit: 200 } } });
  const pages = $api.useInfiniteQuery(
    "get",
    "/v1/invocations",
    { params: { query: { limit: 50, ...filters } } },
    {
      ...BY_CURSOR,
      refetchInterval: (query) => (query.state.data?.pages[0]?.items.some((each) => !hasEnded(each.state)) ? SOON : LATER),
    },
  );
  return (
    <Page
      title={t("invocations.title")}
      actions={
        <>
          <Select
            aria-label={t("invocations.filterApp")}
            placeholder={t("invocations.filterApp")}
            allowClear
            showSearch
            style={{ width: 200 }}
            value={filters.app ?? null}
            onChange={(app) => void navigate({ to: ".", search: { ...filters, app: app ?? undefined } })}
            options={apps.data?.items.map((app) => ({ value: app.name, label: app.name })) ?? []}
          />
          <Select
            aria-label={t("invocations.filterState")}
            placeholder={t("invocations.filterState")}
            allowClear
            style={{ width: 140 }}
            value={filters.state ?? null}
            onChange={(state) => void navigate({ to: ".", search: { ...filters, state: state ?? undefined } })}
            options={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          />
        </>
      }
    >
      {pages.isPending && <TableSkeleton />}
      {pages.isError && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && (
        <ResourceTable
          name={t("invocations.title")}
          rows={rowsOf(pages)}
          rowKey={(each) => each.id}
          columns={columns(t, format)}
          more={moreOf(pages)}
          empty={
            filters.app || filters.state ? (
              <EmptyState title={t("invocations.empty.filtered")} action={<Link to="/invocations">{t("common.clearFilters")}</Link>} />
            ) : (
              <EmptyState
                title={t("invocations.empty.title")}
                hint={t("invocations.empty.hint")}
                action={<Link to="/apps">{t("nav.apps")}</Link>}
              />
            )
          }
        />
      )}
    </Page>
  );
}

function columns(t: ReturnType<typeof useTranslation>["t"], format: Format) {
  const tokens = (of: Invocation) =>
    of.usage.inputTokens == null && of.usage.outputTokens == null ? null : (of.usage.inputTokens ?? 0) + (of.usage.outputTokens ?? 0);
  return [
    {
      title: t("invocations.createdAt"),
      key: "createdAt",
      render: (_: unknown, each: Invocation) => (
        <Link to="/invocations/$id" params={{ id: each.id }}>
          {format.time(each.createdAt)}
        </Link>
      ),
    },
    {
      title: t("invocations.app"),
      key: "app",
      render: (_: unknown, each: Invocation) => (
        <Link to="/apps/$app" params={{ app: each.app }}>
          {t("invocations.appVersion", { app: each.app, version: each.version })}
        </Link>
      ),
    },
    { title: t("invocations.scenario"), key: "scenario", render: (_: unknown, each: Invocation) => <ScenarioName code={each.scenario} /> },
    { title: t("invocations.state"), key: "state", render: (_: unknown, each: Invocation) => <StateTag state={each.state} /> },
    {
      title: t("invocations.total"),
      key: "total",
      align: "right" as const,
      render: (_: unknown, each: Invocation) => format.duration(each.timing.totalMillis),
    },
    {
      title: t("usage.calls"),
      key: "calls",
      align: "right" as const,
      render: (_: unknown, each: Invocation) => format.count(each.usage.modelCalls),
    },
    {
      title: t("usage.tokens"),
      key: "tokens",
      align: "right" as const,
      render: (_: unknown, each: Invocation) => format.count(tokens(each)),
    },
    {
      title: t("usage.cost"),
      key: "cost",
      align: "right" as const,
      render: (_: unknown, each: Invocation) => format.money(each.usage.cost),
    },
  ];
}
