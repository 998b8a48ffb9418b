import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, InputNumber, Modal, Select } from "antd";
import { $api, type Model, type ModelRequest } from "../../api";
import { useTranslation } from "../../i18n";
import { ProblemNotice, useActions } from "../../ui";
import styles from "./ModelDialog.module.css";

type Props = { edited: Model | "new" | undefined; onClose: () => void };

type Fields = {
  name: string;
  provider: string;
  upstreamName?: string;
  contextLength?: number | null;
  currency?: string;
  inputPerMillion?: string;
  cachedInputPerMillion?: string;
  outputPerMillion?: string;
  perRequest?: string;
};

const AMOUNT = /^\d{1,9}(\.\d{1,9})?$/;

/** Makes or changes a model; another price is a new version of it, valid from now. */
export function ModelDialog({ edited, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { done } = useActions();
  const [form] = Form.useForm<Fields>();
  const providers = $api.useQuery("get", "/v1/providers", { params: { query: { limit: 200 } } }, { enabled: edited !== undefined });
  const put = $api.useMutation("put", "/v1/models/{model}");
  const close = () => {
    put.reset();
    onClose();
  };
  const submit = (fields: Fields) =>
    put.mutate(
      { params: { path: { model: fields.name } }, body: requestOf(fields, edited === "new" ? undefined : edited) },
      {
        onSuccess: async () => {
          done(t("models.saved", { name: fields.name }));
          close();
          await cache.invalidateQueries();
        },
      },
    );
  const amount = { pattern: AMOUNT, message: t("models.amountRule") };
  return (
    <Modal
      title={edited === "new" ? t("models.create") : t("models.editOne", { name: edited?.name ?? "" })}
      open={edited !== undefined}
      okText={t("common.save")}
      confirmLoading={put.isPending}
      onOk={form.submit}
      onCancel={close}
      width={620}
      destroyOnHidden
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={edited === undefined || edited === "new" ? { currency: "CNY" } : fieldsOf(edited)}
        onFinish={submit}
        preserve={false}
      >
        <div className={styles.pair}>
          <Form.Item
            name="name"
            label={t("models.name")}
            extra={t("models.nameWords")}
            rules={[{ required: true, pattern: /^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/, message: t("models.nameRule") }]}
          >
            <Input disabled={edited !== "new"} />
          </Form.Item>
          <Form.Item name="provider" label={t("models.provider")} rules={[{ required: true, message: t("common.required") }]}>
            <Select
              loading={providers.isPending}
              options={providers.data?.items.map((each) => ({ value: each.name, label: each.name })) ?? []}
            />
          </Form.Item>
          <Form.Item name="upstreamName" label={t("models.upstream")} extra={t("models.upstreamWords")}>
            <Input />
          </Form.Item>
          <Form.Item name="contextLength" label={t("models.context")}>
            <InputNumber min={1} precision={0} style={{ width: "100%" }} />
          </Form.Item>
        </div>
        <h3 className={styles.heading}>{t("models.price")}</h3>
        <p className={styles.words}>{t("models.priceWords")}</p>
        <div className={styles.pair}>
          <Form.Item name="inputPerMillion" label={t("models.input")} rules={[amount]}>
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="outputPerMillion" label={t("models.output")} rules={[amount]}>
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="cachedInputPerMillion" label={t("models.cachedInput")} rules={[amount]}>
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="perRequest" label={t("models.perRequest")} rules={[amount]}>
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="currency" label={t("models.currency")} rules={[{ pattern: /^[A-Z]{3}$/, message: t("models.currencyRule") }]}>
            <Input maxLength={3} />
          </Form.Item>
        </div>
        {put.isError && <ProblemNotice error={put.error} />}
      </Form>
    </Modal>
  );
}

function fieldsOf(model: Model): Fields {
  return {
    name: model.name,
    provider: model.provider,
    upstreamName: model.upstreamName,
    contextLength: model.contextLength ?? null,
    currency: model.price?.currency ?? "CNY",
    ...(model.price
      ? {
          inputPerMillion: model.price.inputPerMillion,
          cachedInputPerMillion: model.price.cachedInputPerMillion,
          outputPerMillion: model.price.outputPerMillion,
          perRequest: model.price.perRequest,
        }
      : {}),
  };
}

function requestOf(fields: Fields, before: Model | undefined): ModelRequest {
  const { provider, upstreamName, contextLength, currency, inputPerMillion, cachedInputPerMillion, outputPerMillion, perRequest } = fields;
  const hasPrice = Boolean(inputPerMillion && outputPerMillion);
  return {
    provider,
    ...(upstreamName ? { upstreamName } : {}),
    ...(contextLength ? { contextLength } : {}),
    ...(before ? { labels: before.labels } : {}),
    ...(hasPrice
      ? {
          price: {
            currency: currency ?? "CNY",
            inputPerMillion: inputPerMillion ?? "0",
            outputPerMillion: outputPerMillion ?? "0",
            ...(cachedInputPerMillion ? { cachedInputPerMillion } : {}),
            ...(perRequest ? { perRequest } : {}),
          },
        }
      : {}),
  };
}
