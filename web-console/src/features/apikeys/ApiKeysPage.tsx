import { PlusOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Space, Tag, Tooltip } from "antd";
import { useState } from "react";
import { $api, type ApiKey, type CreatedApiKey, client } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { Badge, BY_CURSOR, EmptyState, moreOf, Page, ProblemNotice, ResourceTable, rowsOf, TableSkeleton, useActions } from "../../ui";
import { NewKeyDialog } from "./NewKeyDialog";
import { ShownOnce } from "./ShownOnce";

const SHOWN_SCOPES = 2;

/** What programs sign in with. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSession();
  const [isNew, setNew] = useState(false);
  const [created, setCreated] = useState<CreatedApiKey>();
  const pages = $api.useInfiniteQuery("get", "/v1/api-keys", { params: { query: { limit: 50 } } }, BY_CURSOR);
  const mayWrite = may("api-keys:write");
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
      {t("apiKeys.create")}
    </Button>
  );
  return (
    <Page title={t("apiKeys.title")} below={t("apiKeys.below")} actions={create}>
      {pages.isPending && <TableSkeleton />}
      {pages.isError && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && (
        <ResourceTable<ApiKey>
          name={t("apiKeys.title")}
          rows={rowsOf(pages)}
          rowKey={(key) => key.id}
          more={moreOf(pages)}
          empty={<EmptyState title={t("apiKeys.empty.title")} hint={t("apiKeys.empty.hint")} action={create} />}
          columns={[
            { title: t("apiKeys.name"), key: "name", render: (_, key) => key.name },
            { title: t("apiKeys.prefix"), key: "prefix", render: (_, key) => <code>{key.prefix}…</code> },
            { title: t("apiKeys.scopes"), key: "scopes", render: (_, key) => <Scopes scopes={key.scopes} /> },
            { title: t("invocations.state"), key: "state", render: (_, key) => <KeyState apiKey={key} /> },
            { title: t("apiKeys.lastUsed"), key: "lastUsed", align: "right", render: (_, key) => format.time(key.lastUsedAt) },
            {
              title: t("apiKeys.expires"),
              key: "expires",
              align: "right",
              render: (_, key) => (key.expiresAt ? format.date(key.expiresAt) : t("apiKeys.never")),
            },
            { title: t("common.createdAt"), key: "createdAt", align: "right", render: (_, key) => format.date(key.createdAt) },
            ...(mayWrite
              ? [
                  {
                    title: t("common.actions"),
                    key: "actions",
                    align: "right" as const,
                    fixed: "right" as const,
                    render: (_: unknown, key: ApiKey) => !key.revokedAt && <KeyActions apiKey={key} onRotated={setCreated} />,
                  },
                ]
              : []),
          ]}
        />
      )}
      <NewKeyDialog isOpen={isNew} onClose={() => setNew(false)} onCreated={setCreated} />
      <ShownOnce created={created} onClose={() => setCreated(undefined)} />
    </Page>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation();
  const hidden = scopes.slice(SHOWN_SCOPES);
  return (
    <Space size={4} wrap>
      {scopes.slice(0, SHOWN_SCOPES).map((scope) => (
        <Tag key={scope}>{scope === "*" ? t("apiKeys.everything") : scope}</Tag>
      ))}
      {hidden.length > 0 && (
        <Tooltip title={hidden.join(", ")}>
          <Tag>+{hidden.length}</Tag>
        </Tooltip>
      )}
    </Space>
  );
}

function KeyState({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  if (apiKey.revokedAt) return <Badge tone="neutral">{t("apiKeys.revoked")}</Badge>;
  if (apiKey.expiresAt && Date.parse(apiKey.expiresAt) < Date.now()) return <Badge tone="bad">{t("apiKeys.expired")}</Badge>;
  return <Badge tone="good">{t("apiKeys.active")}</Badge>;
}

function KeyActions({ apiKey, onRotated }: { apiKey: ApiKey; onRotated: (created: CreatedApiKey) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { confirm, done, failed } = useActions();
  const path = { id: apiKey.id };
  const name = apiKey.name;
  const rotate = () =>
    confirm({
      title: t("apiKeys.rotateTitle", { name }),
      content: t("apiKeys.rotateWords"),
      okText: t("apiKeys.rotate"),
      async onOk() {
        const { data, error } = await client.POST("/v1/api-keys/{id}/rotate", { params: { path }, body: {} });
        if (!data) return failed(error);
        onRotated(data);
        await cache.invalidateQueries();
      },
    });
  const revoke = () =>
    confirm({
      title: t("apiKeys.revokeTitle", { name }),
      content: t("apiKeys.revokeWords"),
      okText: t("apiKeys.revoke"),
      danger: true,
      async onOk() {
        const { response, error } = await client.DELETE("/v1/api-keys/{id}", { params: { path } });
        if (!response.ok) return failed(error);
        done(t("apiKeys.revokedDone", { name }));
        await cache.invalidateQueries();
      },
    });
  return (
    <Space size={8}>
      <Button size="small" onClick={rotate}>
        {t("apiKeys.rotate")}
      </Button>
      <Button size="small" type="text" danger onClick={revoke}>
        {t("apiKeys.revoke")}
      </Button>
    </Space>
  );
}
