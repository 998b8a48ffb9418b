import { UserAddOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { $api, client, type Member, type Role } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { BY_CURSOR, EmptyState, moreOf, Page, ProblemNotice, ResourceTable, rowsOf, TableSkeleton, useActions } from "../../ui";
import { Invitations } from "./Invitations";
import { InviteDialog } from "./InviteDialog";
import { grantable } from "./roles";

/** The people of the tenant. Owners rank above admins: only they decide about owners. */
export function MembersPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { may, me } = useSession();
  const [isInviting, setInviting] = useState(false);
  const pages = $api.useInfiniteQuery("get", "/v1/members", { params: { query: { limit: 50 } } }, BY_CURSOR);
  const mayWrite = may("members:write");
  const remove = useRemoval();
  const decides = (member: Member) => mayWrite && (member.role !== "owner" || me.role === "owner");
  return (
    <Page
      title={t("members.title")}
      below={t("members.below")}
      actions={
        mayWrite && (
          <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
            {t("members.invite")}
          </Button>
        )
      }
    >
      {pages.isPending && <TableSkeleton />}
      {pages.isError && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && (
        <ResourceTable<Member>
          name={t("members.title")}
          rows={rowsOf(pages)}
          rowKey={(member) => member.id}
          more={moreOf(pages)}
          empty={<EmptyState title={t("members.empty")} />}
          columns={[
            { title: t("members.email"), key: "email", render: (_, member) => member.email },
            {
              title: t("members.role"),
              key: "role",
              render: (_, member) =>
                decides(member) ? <RoleSelect member={member} roles={grantable(me.role)} /> : t(`role.${member.role}`),
            },
            { title: t("members.joined"), key: "createdAt", align: "right", render: (_, member) => format.time(member.createdAt) },
            ...(mayWrite
              ? [
                  {
                    title: t("common.actions"),
                    key: "actions",
                    align: "right" as const,
                    fixed: "right" as const,
                    render: (_: unknown, member: Member) =>
                      decides(member) && (
                        <Button
                          size="small"
                          type="text"
                          danger
                          onClick={() => remove(member)}
                          aria-label={t("members.removeOne", { email: member.email })}
                        >
                          {t("members.remove")}
                        </Button>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {pages.isSuccess && <Invitations />}
      <InviteDialog isOpen={isInviting} roles={grantable(me.role)} onClose={() => setInviting(false)} />
    </Page>
  );
}

function RoleSelect({ member, roles }: { member: Member; roles: readonly Role[] }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { done, failed } = useActions();
  const change = $api.useMutation("put", "/v1/members/{id}", {
    onSuccess: async () => {
      done(t("members.changed", { email: member.email }));
      await cache.invalidateQueries();
    },
    onError: failed,
  });
  return (
    <Select
      aria-label={t("members.roleOf", { email: member.email })}
      size="small"
      style={{ width: 132 }}
      value={member.role}
      loading={change.isPending}
      onChange={(role) => change.mutate({ params: { path: { id: member.id } }, body: { role } })}
      options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
    />
  );
}

function useRemoval() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { confirm, done, failed } = useActions();
  return ({ id, email }: Member) =>
    confirm({
      title: t("members.removeTitle", { email }),
      content: t("members.removeWords"),
      okText: t("members.remove"),
      danger: true,
      async onOk() {
        const { response, error } = await client.DELETE("/v1/members/{id}", { params: { path: { id } } });
        if (!response.ok) return failed(error);
        done(t("members.removed", { email }));
        await cache.invalidateQueries();
      },
    });
}
