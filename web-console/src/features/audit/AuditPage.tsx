import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useState } from "react";
import { $api, type AuditEvent } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { BY_CURSOR, EmptyState, moreOf, Page, ProblemNotice, ResourceTable, rowsOf, TableSkeleton } from "../../ui";
import { Details } from "./Details";

/** What was changed, by whom, and whether the record of it is whole. */
export function AuditPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const [isChecked, setChecked] = useState(false);
  const check = $api.useQuery("get", "/v1/audit/check", {}, { enabled: isChecked });
  const pages = $api.useInfiniteQuery("get", "/v1/audit", { params: { query: { limit: 50 } } }, BY_CURSOR);
  return (
    <Page
      title={t("audit.title")}
      below={t("audit.below")}
      actions={
        <Button
          icon={<SafetyCertificateOutlined />}
          loading={check.isFetching}
          onClick={() => (isChecked ? void check.refetch() : setChecked(true))}
        >
          {t("audit.check")}
        </Button>
      }
    >
      {check.isError && <ProblemNotice error={check.error} />}
      {check.isSuccess &&
        (check.data.holds ? (
          <Alert type="success" showIcon title={t("audit.holds", { events: format.count(check.data.events) })} />
        ) : (
          <Alert type="error" showIcon title={t("audit.broken", { sequence: format.count(check.data.brokenAt) })} />
        ))}
      {pages.isPending && <TableSkeleton />}
      {pages.isError && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && (
        <ResourceTable<AuditEvent>
          name={t("audit.title")}
          rows={rowsOf(pages)}
          rowKey={(event) => String(event.sequence)}
          more={moreOf(pages)}
          empty={<EmptyState title={t("audit.empty")} />}
          columns={[
            { title: t("audit.sequence"), key: "sequence", align: "right", width: 72, render: (_, event) => format.count(event.sequence) },
            { title: t("audit.at"), key: "at", render: (_, event) => format.time(event.at) },
            { title: t("audit.action"), key: "action", render: (_, event) => <code>{event.action}</code> },
            { title: t("audit.target"), key: "target", render: (_, event) => event.target },
            { title: t("audit.actor"), key: "actor", render: (_, event) => event.actor },
            { title: t("audit.details"), key: "details", render: (_, event) => <Details details={event.details} /> },
          ]}
        />
      )}
    </Page>
  );
}
