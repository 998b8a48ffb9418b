import { PlusOutlined } from "@ant-design/icons";
import { Button, Space } from "antd";
import { useState } from "react";
import { $api, client, type Provider } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { Badge, BY_CURSOR, EmptyState, moreOf, ProblemNotice, ResourceTable, rowsOf, TableSkeleton } from "../../ui";
import styles from "./lists.module.css";
import { ProviderDialog } from "./ProviderDialog";
import { useArchiving } from "./useArchiving";

/** The servers that models are called at. */
export function ProviderList() {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSession();
  const archive = useArchiving();
  const [edited, edit] = useState<Provider | "new">();
  const pages = $api.useInfiniteQuery("get", "/v1/providers", { params: { query: { limit: 50 } } }, BY_CURSOR);
  if (pages.isPending) return <TableSkeleton />;
  if (pages.isError) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  const mayWrite = may("models:write");
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => edit("new")}>
      {t("models.createProvider")}
    </Button>
  );
  const rows = rowsOf(pages);
  return (
    <div className={styles.list}>
      {rows.length > 0 && create && <div className={styles.bar}>{create}</div>}
      <ResourceTable<Provider>
        name={t("models.tabs.providers")}
        rows={rows}
        rowKey={(provider) => provider.id}
        more={moreOf(pages)}
        empty={<EmptyState title={t("models.noProviders.title")} hint={t("models.noProviders.hint")} action={create} />}
        columns={[
          { title: t("models.name"), key: "name", render: (_, provider) => <strong>{provider.name}</strong> },
          { title: t("models.kind"), key: "kind", render: (_, provider) => provider.kind },
          { title: t("models.address"), key: "address", render: (_, provider) => <code>{provider.baseUrl}</code> },
          {
            title: t("models.key"),
            key: "key",
            render: (_, provider) =>
              provider.hasApiKey ? <Badge tone="good">{t("models.hasKey")}</Badge> : <Badge tone="neutral">{t("models.noKey")}</Badge>,
          },
          { title: t("common.changedAt"), key: "changed", align: "right", render: (_, provider) => format.date(provider.updatedAt) },
          ...(mayWrite
            ? [
                {
                  title: t("common.actions"),
                  key: "actions",
                  align: "right" as const,
                  fixed: "right" as const,
                  render: (_: unknown, provider: Provider) => (
                    <Space size={8}>
                      <Button size="small" onClick={() => edit(provider)} aria-label={t("models.editOne", { name: provider.name })}>
                        {t("common.edit")}
                      </Button>
                      <Button
                        size="small"
                        type="text"
                        danger
                        aria-label={t("models.archiveOne", { name: provider.name })}
                        onClick={() =>
                          archive(provider.name, () =>
                            client.DELETE("/v1/providers/{provider}", { params: { path: { provider: provider.name } } }),
                          )
                        }
                      >
                        {t("models.archive")}
                      </Button>
                    </Space>
                  ),
                },
              ]
            : []),
        ]}
      />
      <ProviderDialog edited={edited} onClose={() => edit(undefined)} />
    </div>
  );
}
