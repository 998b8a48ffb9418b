import { PlusOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { $api, type App } from "../../api";
import { ScenarioName } from "../../catalogue";
import { useFormat } from "../../format";
import { titleIn, useTranslation } from "../../i18n";
import { usePreferences } from "../../preferences";
import { useSession } from "../../session";
import { BY_CURSOR, EmptyState, moreOf, Page, ProblemNotice, ResourceTable, rowsOf, TableSkeleton } from "../../ui";
import styles from "./AppsPage.module.css";
import { NewAppDialog } from "./NewAppDialog";

/** The apps of the tenant. */
export function AppsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = usePreferences();
  const { may } = useSession();
  const navigate = useNavigate();
  const [isNew, setNew] = useState(false);
  const pages = $api.useInfiniteQuery("get", "/v1/apps", { params: { query: { limit: 50 } } }, BY_CURSOR);
  const create = may("apps:write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
      {t("apps.create")}
    </Button>
  );
  return (
    <Page title={t("apps.title")} below={t("apps.below")} actions={create}>
      {pages.isPending && <TableSkeleton />}
      {pages.isError && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && (
        <ResourceTable<App>
          name={t("apps.title")}
          rows={rowsOf(pages)}
          rowKey={(app) => app.id}
          more={moreOf(pages)}
          empty={<EmptyState title={t("apps.empty.title")} hint={t("apps.empty.hint")} action={create} />}
          columns={[
            {
              title: t("apps.name"),
              key: "name",
              render: (_, app) => (
                <span className={styles.name}>
                  <Link to="/apps/$app" params={{ app: app.name }}>
                    {titleIn(language, app.title) ?? app.name}
                  </Link>
                  <code>{app.name}</code>
                </span>
              ),
            },
            { title: t("invocations.scenario"), key: "scenario", render: (_, app) => <ScenarioName code={app.scenario} /> },
            { title: t("apps.models"), key: "models", render: (_, app) => app.models.join(", ") || "–" },
            { title: t("apps.connectors"), key: "connectors", render: (_, app) => app.connectors.join(", ") || "–" },
            {
              title: t("apps.newest"),
              key: "version",
              align: "right",
              render: (_, app) => t("apps.versionNumber", { version: app.version }),
            },
            { title: t("apps.changed"), key: "changed", align: "right", render: (_, app) => format.time(app.createdAt) },
          ]}
        />
      )}
      <NewAppDialog
        isOpen={isNew}
        onClose={() => setNew(false)}
        onPublished={(app) => void navigate({ to: "/apps/$app", params: { app }, search: { tab: "versions" } })}
      />
    </Page>
  );
}
