import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { $api, client, type Release } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { Badge, BY_CURSOR, EmptyState, moreOf, ProblemNotice, ResourceTable, rowsOf, TableSkeleton, useActions } from "../../ui";

/** What was made live where and when; from the live one there is a way back to the one before. */
export function Releases({ app }: { app: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSession();
  const rollBack = useRollBack(app);
  const pages = $api.useInfiniteQuery("get", "/v1/apps/{app}/releases", { params: { path: { app }, query: { limit: 50 } } }, BY_CURSOR);
  if (pages.isPending) return <TableSkeleton />;
  if (pages.isError) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  const back = {
    title: t("common.actions"),
    key: "actions",
    align: "right" as const,
    fixed: "right" as const,
    render: (_: unknown, release: Release) =>
      release.live &&
      release.previous && (
        <Button size="small" type="text" danger onClick={() => rollBack(release)}>
          {t("apps.rollBack")}
        </Button>
      ),
  };
  return (
    <ResourceTable<Release>
      name={t("apps.tabs.releases")}
      rows={rowsOf(pages)}
      rowKey={(release) => release.id}
      more={moreOf(pages)}
      empty={<EmptyState title={t("apps.noReleases.title")} hint={t("apps.noReleases.hint")} />}
      columns={[
        { title: t("apps.environment"), key: "environment", render: (_, release) => release.environment },
        { title: t("apps.releaseNumber"), key: "number", align: "right", render: (_, release) => format.count(release.number) },
        {
          title: t("apps.version"),
          key: "version",
          align: "right",
          render: (_, release) => t("apps.versionNumber", { version: release.version }),
        },
        {
          title: t("invocations.state"),
          key: "live",
          render: (_, release) =>
            release.live ? <Badge tone="good">{t("apps.live")}</Badge> : <Badge tone="neutral">{t("apps.past")}</Badge>,
        },
        { title: t("common.by"), key: "by", render: (_, release) => release.createdBy },
        { title: t("common.createdAt"), key: "createdAt", align: "right", render: (_, release) => format.time(release.createdAt) },
        ...(may("releases:write") ? [back] : []),
      ]}
    />
  );
}

function useRollBack(app: string) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { confirm, done, failed } = useActions();
  return ({ environment }: Release) =>
    confirm({
      title: t("apps.rollBackTitle", { environment }),
      content: t("apps.rollBackWords"),
      okText: t("apps.rollBack"),
      danger: true,
      async onOk() {
        const { data, error } = await client.POST("/v1/apps/{app}/releases/rollback", { params: { path: { app } }, body: { environment } });
        if (!data) return failed(error);
        done(t("apps.rolledBack", { version: data.version, environment }));
        await cache.invalidateQueries();
      },
    });
}
