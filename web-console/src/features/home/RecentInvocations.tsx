import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { $api } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { EmptyState, ProblemNotice, StateTag } from "../../ui";
import styles from "./RecentInvocations.module.css";

/** The newest runs. */
export function RecentInvocations() {
  const { t } = useTranslation();
  const format = useFormat();
  const recent = $api.useQuery("get", "/v1/invocations", { params: { query: { limit: 7 } } }, { refetchInterval: 15_000 });
  if (recent.isPending) return <Skeleton active title={false} paragraph={{ rows: 5, width: "100%" }} />;
  if (recent.isError) return <ProblemNotice error={recent.error} onRetry={() => void recent.refetch()} />;
  if (recent.data.items.length === 0) {
    return <EmptyState title={t("invocations.empty.title")} hint={t("home.firstRun")} action={<Link to="/apps">{t("nav.apps")}</Link>} />;
  }
  return (
    <ul className={styles.list}>
      {recent.data.items.map((each) => (
        <li key={each.id}>
          <Link to="/invocations/$id" params={{ id: each.id }} className={styles.row ?? ""}>
            <span className={styles.app}>{each.app}</span>
            <span className={styles.time}>{format.time(each.createdAt)}</span>
            <span className={styles.took}>{format.duration(each.timing.totalMillis)}</span>
            <span className={styles.cost}>{format.money(each.usage.cost)}</span>
            <StateTag state={each.state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
