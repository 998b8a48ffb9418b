import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Modal, Select } from "antd";
import { $api, type Role } from "../../api";
import { useTranslation } from "../../i18n";
import { ProblemNotice, useActions } from "../../ui";

type Props = { isOpen: boolean; roles: readonly Role[]; onClose: () => void };
type Fields = { email: string; role: Role };

/** Invites a person, who is in as soon as they sign in with that address. */
export function InviteDialog({ isOpen, roles, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { done } = useActions();
  const [form] = Form.useForm<Fields>();
  const invite = $api.useMutation("post", "/v1/invitations");
  const close = () => {
    invite.reset();
    onClose();
  };
  const submit = (fields: Fields) =>
    invite.mutate(
      { body: fields },
      {
        onSuccess: async () => {
          done(t("members.invitedDone", { email: fields.email }));
          close();
          await cache.invalidateQueries();
        },
      },
    );
  return (
    <Modal
      title={t("members.invite")}
      open={isOpen}
      okText={t("members.invite")}
      confirmLoading={invite.isPending}
      onOk={form.submit}
      onCancel={close}
      destroyOnHidden
    >
      <Form<Fields> form={form} layout="vertical" initialValues={{ role: "builder" }} onFinish={submit} preserve={false}>
        <p>{t("members.inviteWords")}</p>
        <Form.Item name="email" label={t("members.email")} rules={[{ required: true, type: "email", message: t("members.emailRule") }]}>
          <Input autoComplete="off" placeholder="name@example.com" />
        </Form.Item>
        <Form.Item name="role" label={t("members.role")} rules={[{ required: true }]}>
          <Select options={roles.map((role) => ({ value: role, label: t(`members.roleWords.${role}`) }))} />
        </Form.Item>
        {invite.isError && <ProblemNotice error={invite.error} />}
      </Form>
    </Modal>
  );
}
