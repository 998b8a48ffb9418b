import { useQueryClient } from "@tanstack/react-query";
import { DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs from "dayjs";
import { $api, type CreatedApiKey } from "../../api";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { ProblemNotice } from "../../ui";

type Props = { isOpen: boolean; onClose: () => void; onCreated: (created: CreatedApiKey) => void };
type Fields = { name: string; scopes: string[]; expiresAt?: dayjs.Dayjs | null };

/** What a program that runs apps and reads their runs needs. */
const USUAL = ["apps:read", "invocations:run", "invocations:read"];

/** Makes a key that can do no more than the one who makes it. */
export function NewKeyDialog({ isOpen, onClose, onCreated }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { me, may } = useSession();
  const [form] = Form.useForm<Fields>();
  const create = $api.useMutation("post", "/v1/api-keys");
  const close = () => {
    create.reset();
    onClose();
  };
  const submit = ({ name, scopes, expiresAt }: Fields) =>
    create.mutate(
      { body: { name, scopes, ...(expiresAt ? { expiresAt: expiresAt.endOf("day").toISOString() } : {}) } },
      {
        onSuccess: async (created) => {
          close();
          onCreated(created);
          await cache.invalidateQueries();
        },
      },
    );
  const scopes = me.permissions.filter((each) => each !== "tenants:administer" && each !== "self:read");
  return (
    <Modal
      title={t("apiKeys.create")}
      open={isOpen}
      okText={t("apiKeys.create")}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={close}
      destroyOnHidden
    >
      <Form<Fields> form={form} layout="vertical" initialValues={{ scopes: USUAL.filter(may) }} onFinish={submit} preserve={false}>
        <Form.Item name="name" label={t("apiKeys.name")} rules={[{ required: true, max: 100, message: t("apiKeys.nameRule") }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t("apiKeys.scopes")}
          extra={t("apiKeys.scopesWords")}
          rules={[{ required: true, message: t("common.required") }]}
        >
          <Select mode="multiple" options={scopes.map((scope) => ({ value: scope, label: scope }))} />
        </Form.Item>
        <Form.Item name="expiresAt" label={t("apiKeys.expires")} extra={t("apiKeys.expiresWords")}>
          <DatePicker style={{ width: "100%" }} disabledDate={(day) => day.isBefore(dayjs(), "day")} />
        </Form.Item>
        {create.isError && <ProblemNotice error={create.error} />}
      </Form>
    </Modal>
  );
}
