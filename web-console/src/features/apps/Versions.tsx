import { Button } from "antd";
import { useState } from "react";
import { $api, type App } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { BY_CURSOR, EmptyState, moreOf, ProblemNotice, ResourceTable, rowsOf, TableSkeleton } from "../../ui";
import { ReleaseDialog } from "./ReleaseDialog";

/** The versions of an app, newest first; any of them can be released. */
export function Versions({ app }: { app: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSession();
  const [chosen, choose] = useState<App>();
  const pages = $api.useInfiniteQuery("get", "/v1/apps/{app}/versions", { params: { path: { app }, query: { limit: 50 } } }, BY_CURSOR);
  if (pages.isPending) return <TableSkeleton />;
  if (pages.isError) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  const release = {
    title: t("common.actions"),
    key: "actions",
    align: "right" as const,
    fixed: "right" as const,
    render: (_: unknown, version: App) => (
      <Button size="small" onClick={() => choose(version)}>
        {t("apps.release")}
      </Button>
    ),
  };
  return (
    <>
      <ResourceTable<App>
        name={t("apps.tabs.versions")}
        rows={rowsOf(pages)}
        rowKey={(version) => String(version.version)}
        more={moreOf(pages)}
        empty={<EmptyState title={t("apps.noVersions")} />}
        columns={[
          {
            title: t("apps.version"),
            key: "version",
            render: (_, version) => <strong>{t("apps.versionNumber", { version: version.version })}</strong>,
          },
          { title: t("apps.content"), key: "hash", render: (_, version) => <code>{version.hash.slice(0, 12)}</code> },
          { title: t("apps.models"), key: "models", render: (_, version) => version.models.join(", ") || "–" },
          { title: t("common.by"), key: "by", render: (_, version) => version.createdBy },
          { title: t("common.createdAt"), key: "createdAt", align: "right", render: (_, version) => format.time(version.createdAt) },
          ...(may("releases:write") ? [release] : []),
        ]}
      />
      <ReleaseDialog app={app} version={chosen?.version} onClose={() => choose(undefined)} />
    </>
  );
}
