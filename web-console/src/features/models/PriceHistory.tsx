import { Modal } from "antd";
import { $api, type Price } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { EmptyState, ProblemNotice, ResourceTable, TableSkeleton } from "../../ui";

type Props = { model: string | undefined; onClose: () => void };

/** Every price a model has had, the present one first. */
export function PriceHistory({ model, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      title={t("models.pricesOf", { name: model ?? "" })}
      open={model !== undefined}
      onCancel={onClose}
      footer={null}
      width={760}
      destroyOnHidden
    >
      {model !== undefined && <Prices model={model} />}
    </Modal>
  );
}

function Prices({ model }: { model: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const prices = $api.useQuery("get", "/v1/models/{model}/prices", { params: { path: { model } } });
  if (prices.isPending) return <TableSkeleton />;
  if (prices.isError) return <ProblemNotice error={prices.error} onRetry={() => void prices.refetch()} />;
  return (
    <ResourceTable<Price>
      name={t("models.pricesOf", { name: model })}
      rows={prices.data.items}
      rowKey={(price) => price.id}
      empty={<EmptyState title={t("models.noPrice.title")} hint={t("models.noPrice.hint")} />}
      columns={[
        { title: t("apps.version"), key: "version", render: (_, price) => t("apps.versionNumber", { version: price.version }) },
        { title: t("models.validFrom"), key: "from", render: (_, price) => format.time(price.validFrom) },
        { title: t("models.input"), key: "input", align: "right", render: (_, price) => price.inputPerMillion },
        { title: t("models.cachedInput"), key: "cached", align: "right", render: (_, price) => price.cachedInputPerMillion },
        { title: t("models.output"), key: "output", align: "right", render: (_, price) => price.outputPerMillion },
        { title: t("models.perRequest"), key: "request", align: "right", render: (_, price) => price.perRequest },
        { title: t("models.currency"), key: "currency", render: (_, price) => price.currency },
      ]}
    />
  );
}
