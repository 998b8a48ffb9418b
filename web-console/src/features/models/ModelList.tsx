import { PlusOutlined } from "@ant-design/icons";
import { Button, Space } from "antd";
import { useState } from "react";
import { $api, client, type Model, type Price } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { BY_CURSOR, EmptyState, moreOf, ProblemNotice, ResourceTable, rowsOf, TableSkeleton } from "../../ui";
import styles from "./lists.module.css";
import { ModelDialog } from "./ModelDialog";
import { PriceHistory } from "./PriceHistory";
import { useArchiving } from "./useArchiving";

/** The models that apps can name. */
export function ModelList() {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSession();
  const archive = useArchiving();
  const [edited, edit] = useState<Model | "new">();
  const [priced, showPrices] = useState<string>();
  const pages = $api.useInfiniteQuery("get", "/v1/models", { params: { query: { limit: 50 } } }, BY_CURSOR);
  if (pages.isPending) return <TableSkeleton />;
  if (pages.isError) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  const mayWrite = may("models:write");
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => edit("new")}>
      {t("models.create")}
    </Button>
  );
  const rows = rowsOf(pages);
  return (
    <div className={styles.list}>
      {rows.length > 0 && create && <div className={styles.bar}>{create}</div>}
      <ResourceTable<Model>
        name={t("models.tabs.models")}
        rows={rows}
        rowKey={(model) => model.id}
        more={moreOf(pages)}
        empty={<EmptyState title={t("models.empty.title")} hint={t("models.empty.hint")} action={create} />}
        columns={[
          { title: t("models.name"), key: "name", render: (_, model) => <strong>{model.name}</strong> },
          { title: t("models.provider"), key: "provider", render: (_, model) => model.provider },
          { title: t("models.upstream"), key: "upstream", render: (_, model) => <code>{model.upstreamName}</code> },
          { title: t("models.context"), key: "context", align: "right", render: (_, model) => format.count(model.contextLength) },
          { title: t("models.input"), key: "input", align: "right", render: (_, model) => perMillion(model.price, "inputPerMillion") },
          { title: t("models.output"), key: "output", align: "right", render: (_, model) => perMillion(model.price, "outputPerMillion") },
          { title: t("common.changedAt"), key: "changed", align: "right", render: (_, model) => format.date(model.updatedAt) },
          {
            title: t("common.actions"),
            key: "actions",
            align: "right",
            fixed: "right" as const,
            render: (_, model) => (
              <Space size={8}>
                <Button size="small" onClick={() => showPrices(model.name)} aria-label={t("models.pricesOf", { name: model.name })}>
                  {t("models.prices")}
                </Button>
                {mayWrite && (
                  <>
                    <Button size="small" onClick={() => edit(model)} aria-label={t("models.editOne", { name: model.name })}>
                      {t("common.edit")}
                    </Button>
                    <Button
                      size="small"
                      type="text"
                      danger
                      aria-label={t("models.archiveOne", { name: model.name })}
                      onClick={() =>
                        archive(model.name, () => client.DELETE("/v1/models/{model}", { params: { path: { model: model.name } } }))
                      }
                    >
                      {t("models.archive")}
                    </Button>
                  </>
                )}
              </Space>
            ),
          },
        ]}
      />
      <ModelDialog edited={edited} onClose={() => edit(undefined)} />
      <PriceHistory model={priced} onClose={() => showPrices(undefined)} />
    </div>
  );
}

function perMillion(price: Price | undefined | null, which: "inputPerMillion" | "outputPerMillion"): string {
  return price ? `${price[which]} ${price.currency}` : "–";
}
