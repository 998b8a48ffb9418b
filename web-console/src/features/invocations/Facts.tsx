import { Link } from "@tanstack/react-router";
import { Descriptions } from "antd";
import type { ReactNode } from "react";
import type { Invocation } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { CodeBlock } from "../../ui";

/** What else is known of a run. */
export function Facts({ invocation, scenario }: { invocation: Invocation; scenario: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Descriptions
      column={{ xs: 1, md: 2, xl: 3 }}
      items={[
        {
          key: "app",
          label: t("invocations.app"),
          children: (
            <Link to="/apps/$app" params={{ app: invocation.app }}>
              {t("invocations.appVersion", { app: invocation.app, version: invocation.version })}
            </Link>
          ),
        },
        { key: "environment", label: t("apps.environment"), children: invocation.environment },
        { key: "scenario", label: t("invocations.scenario"), children: scenario },
        { key: "created", label: t("invocations.createdAt"), children: format.time(invocation.createdAt) },
        { key: "finished", label: t("invocations.finishedAt"), children: format.time(invocation.finishedAt) },
        { key: "deadline", label: t("invocations.deadline"), children: format.time(invocation.deadline) },
        { key: "attempt", label: t("invocations.attempt"), children: format.count(invocation.attempt) },
        { key: "connectors", label: t("invocations.connectorCalls"), children: format.count(invocation.usage.connectorCalls) },
        { key: "connectorTime", label: t("invocations.connectorTime"), children: format.duration(invocation.timing.connectorMillis) },
        ...(invocation.metadata == null
          ? []
          : [
              {
                key: "metadata",
                label: t("invocations.metadata"),
                children: <CodeBlock name={t("invocations.metadata")} text={JSON.stringify(invocation.metadata, null, 2)} />,
              },
            ]),
      ]}
    />
  );
}
