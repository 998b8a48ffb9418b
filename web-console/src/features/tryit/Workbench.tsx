import { Select } from "antd";
import { useState } from "react";
import { $api, type Release } from "../../api";
import { useTranslation } from "../../i18n";
import { usePreferences } from "../../preferences";
import { stepTitles } from "../../steps";
import { EmptyState, Panel, ProblemNotice, TableSkeleton } from "../../ui";
import { InputForm } from "./InputForm";
import { RunView } from "./RunView";
import { inputSchema } from "./schema";
import { useRun } from "./useRun";
import styles from "./Workbench.module.css";

type Props = { app: string; live: readonly Release[] };

/** The inputs on one side, the run on the other. */
export function Workbench({ app, live }: Props) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [environment, setEnvironment] = useState(first(live));
  const release = live.find((each) => each.environment === environment) ?? live[0];
  const version = $api.useQuery(
    "get",
    "/v1/apps/{app}/versions/{version}",
    { params: { path: { app, version: release?.version ?? 1 } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const { run, error, start, isRunning } = useRun(app);
  if (version.isPending) return <TableSkeleton />;
  if (version.isError) return <ProblemNotice error={version.error} onRetry={() => void version.refetch()} />;
  return (
    <div className={styles.sides}>
      <Panel
        title={t("tryit.inputs")}
        actions={
          <Select
            aria-label={t("apps.environment")}
            value={environment}
            onChange={setEnvironment}
            style={{ minWidth: 180 }}
            options={live.map((each) => ({
              value: each.environment,
              label: t("apps.liveIn", { environment: each.environment, version: each.version }),
            }))}
          />
        }
      >
        <InputForm
          key={`${app} ${version.data.version}`}
          app={app}
          schema={inputSchema(version.data.definition)}
          isRunning={isRunning}
          error={error}
          onRun={(inputs) => void start(inputs, environment)}
        />
      </Panel>
      <Panel title={t("tryit.run")}>
        {run ? (
          <RunView run={run} titles={stepTitles(version.data.definition, language)} />
        ) : (
          <EmptyState title={t("tryit.before")} hint={t("tryit.beforeHint")} />
        )}
      </Panel>
    </div>
  );
}

function first(live: readonly Release[]): string {
  return (live.find((each) => each.environment === "production") ?? live[0])?.environment ?? "production";
}
