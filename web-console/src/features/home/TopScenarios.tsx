import { Skeleton } from "antd";
import { $api } from "../../api";
import { ScenarioName } from "../../catalogue";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { EmptyState, ProblemNotice } from "../../ui";
import styles from "./TopScenarios.module.css";
import { ZONE } from "./zone";

const SHOWN = 6;

/** What today's calls were for. */
export function TopScenarios() {
  const { t } = useTranslation();
  const format = useFormat();
  const usage = $api.useQuery(
    "get",
    "/v1/usage",
    { params: { query: { zone: ZONE, groupBy: ["scenario"] } } },
    { refetchInterval: 60_000 },
  );
  if (usage.isPending) return <Skeleton active title={false} />;
  if (usage.isError) return <ProblemNotice error={usage.error} onRetry={() => void usage.refetch()} />;
  const rows = [...usage.data.rows].sort((one, other) => other.calls - one.calls).slice(0, SHOWN);
  if (rows.length === 0) return <EmptyState title={t("home.noCalls")} />;
  const most = rows[0]?.calls ?? 1;
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={row.group.scenario} className={styles.row}>
          <div className={styles.words}>
            <span className={styles.name}>
              <ScenarioName code={row.group.scenario ?? ""} />
            </span>
            <span className={styles.numbers}>
              {t("home.callsAndCost", { calls: format.count(row.calls), cost: format.moneys(row.costs) })}
            </span>
          </div>
          <div className={styles.track} aria-hidden="true">
            <div className={styles.fill} style={{ width: `${(row.calls / most) * 100}%` }} />
          </div>
        </li>
      ))}
    </ul>
  );
}
