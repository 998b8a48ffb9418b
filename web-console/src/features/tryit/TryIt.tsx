import { Link } from "@tanstack/react-router";
import { $api } from "../../api";
import { useTranslation } from "../../i18n";
import { EmptyState, ProblemNotice, TableSkeleton } from "../../ui";
import { Workbench } from "./Workbench";

/** Runs an app's live version from the page, step by step before one's eyes. */
export function TryIt({ app }: { app: string }) {
  const { t } = useTranslation();
  const releases = $api.useQuery("get", "/v1/apps/{app}/releases", { params: { path: { app }, query: { limit: 200 } } });
  if (releases.isPending) return <TableSkeleton />;
  if (releases.isError) return <ProblemNotice error={releases.error} onRetry={() => void releases.refetch()} />;
  const live = releases.data.items.filter((each) => each.live);
  if (live.length === 0) {
    return (
      <EmptyState
        title={t("tryit.notLive.title")}
        hint={t("tryit.notLive.hint")}
        action={
          <Link to="/apps/$app" params={{ app }} search={{ tab: "versions" }}>
            {t("apps.tabs.versions")}
          </Link>
        }
      />
    );
  }
  return <Workbench app={app} live={live} />;
}
