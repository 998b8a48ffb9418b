import { useQueryClient } from "@tanstack/react-query";
import { AutoComplete, Form, Modal } from "antd";
import { $api } from "../../api";
import { useTranslation } from "../../i18n";
import { ProblemNotice, useActions } from "../../ui";

type Props = { app: string; version: number | undefined; onClose: () => void };
type Fields = { environment: string };

const ENVIRONMENTS = ["production", "staging", "development"];

/** Makes a version live in an environment. */
export function ReleaseDialog({ app, version, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { done } = useActions();
  const [form] = Form.useForm<Fields>();
  const release = $api.useMutation("post", "/v1/apps/{app}/releases");
  const close = () => {
    release.reset();
    onClose();
  };
  const submit = ({ environment }: Fields) => {
    if (version === undefined) return;
    release.mutate(
      { params: { path: { app } }, body: { version, environment } },
      {
        onSuccess: async () => {
          done(t("apps.released", { version, environment }));
          close();
          await cache.invalidateQueries();
        },
      },
    );
  };
  return (
    <Modal
      title={t("apps.releaseTitle", { version: version ?? 0 })}
      open={version !== undefined}
      okText={t("apps.release")}
      confirmLoading={release.isPending}
      onOk={form.submit}
      onCancel={close}
      destroyOnHidden
    >
      <Form<Fields> form={form} layout="vertical" initialValues={{ environment: "production" }} onFinish={submit} preserve={false}>
        <p>{t("apps.releaseWords")}</p>
        <Form.Item
          name="environment"
          label={t("apps.environment")}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{0,31}$/, message: t("apps.environmentRule") }]}
        >
          <AutoComplete options={ENVIRONMENTS.map((each) => ({ value: each }))} />
        </Form.Item>
        {release.isError && <ProblemNotice error={release.error} />}
      </Form>
    </Modal>
  );
}
