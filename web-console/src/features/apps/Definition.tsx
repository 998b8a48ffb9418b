import { Button } from "antd";
import { useState } from "react";
import { $api, type App } from "../../api";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { CodeBlock, Panel, ProblemNotice, TableSkeleton } from "../../ui";
import { DocumentEditor } from "./DocumentEditor";

/** The document of the newest version, to read; and to change, which publishes the next. */
export function Definition({ app }: { app: App }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [isEdited, setEdited] = useState(false);
  const document = $api.useQuery("get", "/v1/apps/{app}/versions/{version}/definition", {
    params: { path: { app: app.name, version: app.version } },
    parseAs: "text",
  });
  if (document.isPending) return <TableSkeleton />;
  if (document.isError) return <ProblemNotice error={document.error} onRetry={() => void document.refetch()} />;
  const text = String(document.data);
  if (isEdited) {
    return (
      <Panel title={t("apps.editing", { version: app.version })}>
        <DocumentEditor app={app.name} initial={text} onPublished={() => setEdited(false)} onCancel={() => setEdited(false)} />
      </Panel>
    );
  }
  return (
    <Panel
      title={t("apps.documentOf", { version: app.version })}
      actions={may("apps:write") && <Button onClick={() => setEdited(true)}>{t("apps.edit")}</Button>}
    >
      <CodeBlock name={t("apps.documentOf", { version: app.version })} text={text} />
    </Panel>
  );
}
