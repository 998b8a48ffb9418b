import { DownloadOutlined } from "@ant-design/icons";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Segmented, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
import { $api, download } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { EmptyState, Figure, Figures, Page, Panel, ProblemNotice, TableSkeleton, useActions } from "../../ui";
import { Controls } from "./Controls";
import { type Asked, askedOf, chartedBy, type Grouping, groupBy, MEASURES, type Measure } from "./question";
import { UsageTable } from "./UsageTable";

const UsageChart = lazy(() => import("./UsageChart").then((module) => ({ default: module.UsageChart })));
const route = getRouteApi("/usage");

/** What the tenant used and what it cost, over any span and by any grouping. */
export function UsagePage() {
  const { t } = useTranslation();
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const [now] = useState(() => new Date());
  const asked = askedOf(view, now);
  const grouping = view.by ?? "scenario";
  return (
    <Page title={t("usage.title")} below={t("usage.below")} actions={<DownloadButton asked={asked} grouping={grouping} />}>
      <Controls view={view} onChange={(change) => void navigate({ to: ".", search: { ...view, ...change } })} />
      <UsageOf
        asked={asked}
        grouping={grouping}
        measure={view.measure ?? "calls"}
        onMeasure={(measure) => void navigate({ to: ".", search: { ...view, measure }, replace: true })}
      />
    </Page>
  );
}

type Props = { asked: Asked; grouping: Grouping; measure: Measure; onMeasure: (measure: Measure) => void };

function UsageOf({ asked, grouping, measure, onMeasure }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { window, ...span } = asked;
  const table = $api.useQuery("get", "/v1/usage", { params: { query: { ...span, groupBy: groupBy(grouping) } } });
  const chart = $api.useQuery("get", "/v1/usage", { params: { query: { ...asked, groupBy: [chartedBy(grouping)] } } });
  if (table.isPending || chart.isPending) return <TableSkeleton />;
  if (table.isError) return <ProblemNotice error={table.error} onRetry={() => void table.refetch()} />;
  if (chart.isError) return <ProblemNotice error={chart.error} onRetry={() => void chart.refetch()} />;
  const { total, rows } = table.data;
  return (
    <>
      <Figures>
        <Figure
          label={t("usage.calls")}
          value={format.count(total.calls)}
          note={total.unpricedCalls > 0 && t("usage.unpriced", { value: format.count(total.unpricedCalls) })}
        />
        <Figure label={t("usage.cost")} value={format.moneys(total.costs)} />
        <Figure
          label={t("usage.errors")}
          value={format.count(total.errors)}
          note={t("home.errorRate", { value: format.percent(total.calls === 0 ? 0 : total.errors / total.calls) })}
        />
        <Figure label={t("usage.inputTokens")} value={format.count(total.inputTokens)} />
        <Figure label={t("usage.outputTokens")} value={format.count(total.outputTokens)} />
      </Figures>
      {rows.length === 0 ? (
        <Panel title={t("usage.overTime")}>
          <EmptyState title={t("usage.empty.title")} hint={t("usage.empty.hint")} />
        </Panel>
      ) : (
        <>
          <Panel
            title={t("usage.overTime")}
            actions={
              <Segmented
                aria-label={t("usage.measure")}
                value={measure}
                onChange={onMeasure}
                options={MEASURES.map((each) => ({ value: each, label: t(`usage.${each}`) }))}
              />
            }
          >
            <Suspense fallback={<Skeleton active paragraph={{ rows: 7 }} title={false} />}>
              <UsageChart
                rows={chart.data.rows}
                window={asked.window}
                from={chart.data.from}
                to={chart.data.to}
                by={chartedBy(grouping)}
                measure={measure}
              />
            </Suspense>
          </Panel>
          <UsageTable rows={rows} total={total} grouping={grouping} />
        </>
      )}
    </>
  );
}

function DownloadButton({ asked, grouping }: { asked: Asked; grouping: Grouping }) {
  const { t } = useTranslation();
  const { failed } = useActions();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const query = new URLSearchParams({ ...asked, groupBy: groupBy(grouping).join() });
    try {
      await download(`/v1/usage?${query}`, "text/csv", `flotilla-usage-${asked.from.slice(0, 10)}.csv`);
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<DownloadOutlined />} loading={isBusy} onClick={() => void save()}>
      {t("usage.csv")}
    </Button>
  );
}
