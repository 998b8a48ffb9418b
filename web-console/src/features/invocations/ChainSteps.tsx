import { Skeleton } from "antd";
import { $api, type Invocation, type InvocationStep } from "../../api";
import { useTranslation } from "../../i18n";
import { usePreferences } from "../../preferences";
import { useSession } from "../../session";
import { type StepItem, StepList, stepKey, stepState, stepTitles } from "../../steps";
import { EmptyState, ProblemNotice } from "../../ui";

/** The steps of a run that have ended, under the names that the app's author gave them. */
export function ChainSteps({ invocation, isLive }: { invocation: Invocation; isLive: boolean }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { language } = usePreferences();
  const steps = $api.useQuery(
    "get",
    "/v1/invocations/{id}/steps",
    { params: { path: { id: invocation.id } } },
    {
      refetchInterval: isLive ? 1_000 : false,
    },
  );
  const version = $api.useQuery(
    "get",
    "/v1/apps/{app}/versions/{version}",
    { params: { path: { app: invocation.app, version: invocation.version } } },
    { enabled: may("apps:read"), staleTime: Number.POSITIVE_INFINITY },
  );
  if (steps.isPending) return <Skeleton active title={false} />;
  if (steps.isError) return <ProblemNotice error={steps.error} onRetry={() => void steps.refetch()} />;
  if (steps.data.items.length === 0) return <EmptyState title={isLive ? t("steps.notYet") : t("steps.none")} />;
  const inOrder = [...steps.data.items].sort((one, other) => one.startedAt.localeCompare(other.startedAt));
  return <StepList steps={inOrder.map(stepItem)} titles={stepTitles(version.data?.definition, language)} />;
}

function stepItem(record: InvocationStep): StepItem {
  return {
    key: stepKey(record.step, record.iteration),
    step: record.step,
    iteration: record.iteration,
    type: record.type,
    state: stepState(record.state),
    text: "",
    output: record.output,
    problem: record.problem ?? undefined,
    usage: record.usage,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
  };
}
