import { Skeleton } from "antd";
import { $api } from "../../api";
import { type Format, useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { Figure, Figures, Panel, ProblemNotice } from "../../ui";
import { HourBars } from "./HourBars";
import { yesterday, ZONE } from "./zone";

const EVERY_MINUTE = { refetchInterval: 60_000 };

/** Today's calls, cost, errors and tokens, and how the calls came in. */
export function Today() {
  const { t } = useTranslation();
  const format = useFormat();
  const today = $api.useQuery("get", "/v1/usage", { params: { query: { zone: ZONE, window: "hour" } } }, EVERY_MINUTE);
  const before = $api.useQuery("get", "/v1/usage", { params: { query: { zone: ZONE, ...yesterday(new Date()) } } });

  if (today.isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (today.isError) return <ProblemNotice error={today.error} onRetry={() => void today.refetch()} />;
  const now = today.data.total;
  const then = before.data?.total;
  return (
    <>
      <Figures>
        <Figure
          label={t("usage.calls")}
          value={format.count(now.calls)}
          note={then && t("home.yesterday", { value: format.count(then.calls) })}
        />
        <Figure
          label={t("usage.cost")}
          value={format.moneys(now.costs)}
          note={then && t("home.yesterday", { value: format.moneys(then.costs) })}
        />
        <Figure
          label={t("usage.errors")}
          value={format.count(now.errors)}
          note={t("home.errorRate", { value: rate(now.errors, now.calls, format) })}
        />
        <Figure
          label={t("usage.tokens")}
          value={format.count((now.inputTokens ?? 0) + (now.outputTokens ?? 0))}
          note={t("home.tokensInOut", { input: format.count(now.inputTokens), output: format.count(now.outputTokens) })}
        />
      </Figures>
      <Panel title={t("home.byHour")}>
        <HourBars rows={today.data.rows} from={today.data.from} />
      </Panel>
    </>
  );
}

function rate(errors: number, calls: number, format: Format): string {
  return format.percent(calls === 0 ? 0 : errors / calls);
}
