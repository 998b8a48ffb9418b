import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { $api, client, type Invitation } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { Badge, BY_CURSOR, moreOf, ProblemNotice, ResourceTable, rowsOf, TableSkeleton, useActions } from "../../ui";
import styles from "./Invitations.module.css";

/** Who was asked in and has not come yet; nothing when there is nobody. */
export function Invitations() {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSession();
  const withdraw = useWithdrawal();
  const pages = $api.useInfiniteQuery("get", "/v1/invitations", { params: { query: { limit: 50 } } }, BY_CURSOR);
  if (pages.isPending) return <TableSkeleton />;
  if (pages.isError) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  const rows = rowsOf(pages);
  if (rows.length === 0) return null;
  const actions = {
    title: t("common.actions"),
    key: "actions",
    align: "right" as const,
    render: (_: unknown, invitation: Invitation) => (
      <Button
        size="small"
        type="text"
        danger
        onClick={() => withdraw(invitation)}
        aria-label={t("members.withdrawOne", { email: invitation.email })}
      >
        {t("members.withdraw")}
      </Button>
    ),
  };
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations" className={styles.title}>
        {t("members.invitations")}
      </h2>
      <ResourceTable<Invitation>
        name={t("members.invitations")}
        rows={rows}
        rowKey={(invitation) => invitation.id}
        more={moreOf(pages)}
        empty={null}
        columns={[
          { title: t("members.email"), key: "email", render: (_, invitation) => invitation.email },
          { title: t("members.role"), key: "role", render: (_, invitation) => t(`role.${invitation.role}`) },
          {
            title: t("invocations.state"),
            key: "state",
            render: (_, invitation) =>
              invitation.expired ? <Badge tone="bad">{t("members.expired")}</Badge> : <Badge tone="warning">{t("members.pending")}</Badge>,
          },
          { title: t("members.invitedBy"), key: "by", render: (_, invitation) => invitation.invitedBy },
          { title: t("members.expiresAt"), key: "expires", align: "right", render: (_, invitation) => format.time(invitation.expiresAt) },
          ...(may("members:write") ? [actions] : []),
        ]}
      />
    </section>
  );
}

function useWithdrawal() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { confirm, done, failed } = useActions();
  return ({ id, email }: Invitation) =>
    confirm({
      title: t("members.withdrawTitle", { email }),
      content: t("members.withdrawWords"),
      okText: t("members.withdraw"),
      danger: true,
      async onOk() {
        const { response, error } = await client.DELETE("/v1/invitations/{id}", { params: { path: { id } } });
        if (!response.ok) return failed(error);
        done(t("members.withdrawn", { email }));
        await cache.invalidateQueries();
      },
    });
}
