import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Modal } from "antd";
import { $api, type Provider } from "../../api";
import { useTranslation } from "../../i18n";
import { ProblemNotice, useActions } from "../../ui";

type Props = { edited: Provider | "new" | undefined; onClose: () => void };
type Fields = { name: string; baseUrl: string; apiKey?: string };

/** Makes or changes a provider. Its key is written and never read back. */
export function ProviderDialog({ edited, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { done } = useActions();
  const [form] = Form.useForm<Fields>();
  const put = $api.useMutation("put", "/v1/providers/{provider}");
  const close = () => {
    put.reset();
    onClose();
  };
  const submit = ({ name, baseUrl, apiKey }: Fields) =>
    put.mutate(
      { params: { path: { provider: name } }, body: { kind: "openai", baseUrl, ...(apiKey ? { apiKey } : {}) } },
      {
        onSuccess: async () => {
          done(t("models.saved", { name }));
          close();
          await cache.invalidateQueries();
        },
      },
    );
  const isNew = edited === "new";
  return (
    <Modal
      title={isNew ? t("models.createProvider") : t("models.editOne", { name: edited?.name ?? "" })}
      open={edited !== undefined}
      okText={t("common.save")}
      confirmLoading={put.isPending}
      onOk={form.submit}
      onCancel={close}
      destroyOnHidden
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={edited === undefined || isNew ? {} : { name: edited.name, baseUrl: edited.baseUrl }}
        onFinish={submit}
        preserve={false}
        autoComplete="off"
      >
        <Form.Item
          name="name"
          label={t("models.name")}
          rules={[{ required: true, pattern: /^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/, message: t("models.nameRule") }]}
        >
          <Input disabled={!isNew} />
        </Form.Item>
        <Form.Item
          name="baseUrl"
          label={t("models.address")}
          extra={t("models.addressWords")}
          rules={[{ required: true, pattern: /^https?:\/\/.+/, message: t("models.addressRule") }]}
        >
          <Input placeholder="https://api.example.com/v1" />
        </Form.Item>
        <Form.Item name="apiKey" label={t("models.key")} extra={isNew ? t("models.keyWords") : t("models.keyStays")}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {put.isError && <ProblemNotice error={put.error} />}
      </Form>
    </Modal>
  );
}
