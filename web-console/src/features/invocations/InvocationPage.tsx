import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { $api, type Invocation } from "../../api";
import { ScenarioName } from "../../catalogue";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { EmptyState, Figure, Figures, Page, Panel, ProblemNotice, StateTag, TableSkeleton, useActions, ValueView } from "../../ui";
import { ChainSteps } from "./ChainSteps";
import { Facts } from "./Facts";
import { hasEnded } from "./state";

const route = getRouteApi("/invocations/$id");
const EVERY_SECOND = 1_000;

/** One run: how it ended, where the time and the money went, and what each step yielded. */
export function InvocationPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const found = $api.useQuery(
    "get",
    "/v1/invocations/{id}",
    { params: { path: { id } } },
    {
      refetchInterval: (query) => (query.state.data && hasEnded(query.state.data.state) ? false : EVERY_SECOND),
    },
  );
  if (found.isPending) return <TableSkeleton />;
  if (found.isError) {
    return (
      <Page title={t("invocations.one")} above={<Link to="/invocations">{t("invocations.title")}</Link>}>
        <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  return <InvocationView invocation={found.data} onChange={() => void found.refetch()} />;
}

function InvocationView({ invocation, onChange }: { invocation: Invocation; onChange: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { timing, usage } = invocation;
  return (
    <Page
      title={t("invocations.titleOf", { app: invocation.app })}
      above={<Link to="/invocations">{t("invocations.title")}</Link>}
      below={<code>{invocation.id}</code>}
      actions={
        <>
          <StateTag state={invocation.state} />
          {!hasEnded(invocation.state) && <CancelButton id={invocation.id} onDone={onChange} />}
        </>
      }
    >
      {invocation.problem && <ProblemNotice error={invocation.problem} />}
      <Figures>
        <Figure
          label={t("usage.cost")}
          value={format.money(usage.cost)}
          note={t("invocations.modelCalls", { calls: format.count(usage.modelCalls) })}
        />
        <Figure
          label={t("usage.tokens")}
          value={format.count(
            usage.inputTokens == null && usage.outputTokens == null ? null : (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0),
          )}
          note={t("home.tokensInOut", { input: format.count(usage.inputTokens), output: format.count(usage.outputTokens) })}
        />
        <Figure
          label={t("invocations.total")}
          value={format.duration(timing.totalMillis)}
          note={t("invocations.queued", { value: format.duration(timing.queuedMillis) })}
        />
        <Figure
          label={t("invocations.modelTime")}
          value={format.duration(timing.modelMillis)}
          note={t("invocations.firstToken", { value: format.duration(timing.firstTokenMillis) })}
        />
        <Figure label={t("invocations.overhead")} value={format.duration(timing.overheadMillis)} note={t("invocations.overheadNote")} />
      </Figures>
      <Panel title={t("invocations.output")}>
        {invocation.output == null ? (
          <EmptyState title={t("invocations.noOutput")} />
        ) : (
          <ValueView name={t("invocations.output")} value={invocation.output} />
        )}
      </Panel>
      <Panel title={t("steps.title")}>
        <ChainSteps invocation={invocation} isLive={!hasEnded(invocation.state)} />
      </Panel>
      <Panel title={t("invocations.inputs")}>
        <ValueView name={t("invocations.inputs")} value={invocation.inputs} />
      </Panel>
      <Panel title={t("invocations.facts")}>
        <Facts invocation={invocation} scenario={<ScenarioName code={invocation.scenario} />} />
      </Panel>
    </Page>
  );
}

function CancelButton({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { failed } = useActions();
  const cancel = $api.useMutation("post", "/v1/invocations/{id}/cancel", { onSuccess: onDone, onError: failed });
  if (!may("invocations:run")) return null;
  return (
    <Button danger loading={cancel.isPending} onClick={() => cancel.mutate({ params: { path: { id } } })}>
      {t("invocations.cancel")}
    </Button>
  );
}
