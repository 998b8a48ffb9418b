import { getRouteApi, Link } from "@tanstack/react-router";
import { Tabs } from "antd";
import type { ReactNode } from "react";
import { $api, type App } from "../../api";
import { ScenarioName } from "../../catalogue";
import { titleIn, useTranslation } from "../../i18n";
import { usePreferences } from "../../preferences";
import { useSession } from "../../session";
import { Badge, Page, ProblemNotice, TableSkeleton } from "../../ui";
import styles from "./AppPage.module.css";
import { Definition } from "./Definition";
import { Releases } from "./Releases";
import { Versions } from "./Versions";

const route = getRouteApi("/apps/$app");

/** One app: tried, released, rolled back, read. */
export function AppPage({ tryIt }: { tryIt: (app: string) => ReactNode }) {
  const { t } = useTranslation();
  const { app: name } = route.useParams();
  const app = $api.useQuery("get", "/v1/apps/{app}", { params: { path: { app: name } } });
  if (app.isPending) return <TableSkeleton />;
  if (app.isError) {
    return (
      <Page title={name} above={<Link to="/apps">{t("apps.title")}</Link>}>
        <ProblemNotice error={app.error} onRetry={() => void app.refetch()} />
      </Page>
    );
  }
  return <AppView app={app.data} tryIt={tryIt} />;
}

function AppView({ app, tryIt }: { app: App; tryIt: (app: string) => ReactNode }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { may } = useSession();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const tries = may("invocations:run") ? [{ key: "try" as const, label: t("apps.tabs.try"), children: tryIt(app.name) }] : [];
  const tabs = [
    ...tries,
    { key: "versions" as const, label: t("apps.tabs.versions"), children: <Versions app={app.name} /> },
    { key: "releases" as const, label: t("apps.tabs.releases"), children: <Releases app={app.name} /> },
    { key: "definition" as const, label: t("apps.tabs.definition"), children: <Definition app={app} /> },
  ];
  return (
    <Page
      title={titleIn(language, app.title) ?? app.name}
      above={<Link to="/apps">{t("apps.title")}</Link>}
      below={
        <span className={styles.facts}>
          <code>{app.name}</code>
          <span>
            <ScenarioName code={app.scenario} />
          </span>
          <Live app={app.name} />
        </span>
      }
      actions={
        may("invocations:read") && (
          <Link to="/invocations" search={{ app: app.name }}>
            {t("apps.itsInvocations")}
          </Link>
        )
      }
    >
      <Tabs
        activeKey={tab ?? tabs[0]?.key ?? "versions"}
        onChange={(key) => void navigate({ to: ".", search: { tab: tabs.find((each) => each.key === key)?.key }, replace: true })}
        items={tabs}
        destroyOnHidden
      />
    </Page>
  );
}

/** What is live where. */
function Live({ app }: { app: string }) {
  const { t } = useTranslation();
  const releases = $api.useQuery("get", "/v1/apps/{app}/releases", { params: { path: { app }, query: { limit: 200 } } });
  const live = releases.data?.items.filter((each) => each.live) ?? [];
  if (releases.isSuccess && live.length === 0) return <Badge tone="neutral">{t("apps.notLive")}</Badge>;
  return live.map((each) => (
    <Badge key={each.id} tone="good">
      {t("apps.liveIn", { environment: each.environment, version: each.version })}
    </Badge>
  ));
}
