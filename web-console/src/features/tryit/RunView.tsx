import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { $api, isObject } from "../../api";
import { type Money, useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { StepList } from "../../steps";
import { Badge, Figure, Figures, ProblemNotice, StateTag, useActions, ValueView } from "../../ui";
import styles from "./RunView.module.css";
import { number, type Run } from "./run";

/** A run while it goes on, and what it yielded, took and cost once it ended. */
export function RunView({ run, titles }: { run: Run; titles: ReadonlyMap<string, string> }) {
  const { t } = useTranslation();
  return (
    <div className={styles.run} aria-live="polite" aria-busy={run.phase !== "ended"}>
      <div className={styles.head}>
        {run.state ? (
          <StateTag state={run.state} />
        ) : (
          <Badge tone="active">{t(run.phase === "queued" ? "state.queued" : "state.running")}</Badge>
        )}
        {run.id !== undefined && run.phase !== "ended" && <StopButton id={run.id} />}
        {run.id !== undefined && run.phase === "ended" && (
          <Link to="/invocations/$id" params={{ id: run.id }}>
            {t("tryit.open")}
          </Link>
        )}
      </div>
      {run.problem && <ProblemNotice error={run.problem} />}
      {run.output != null && (
        <section className={styles.output} aria-label={t("invocations.output")}>
          <ValueView name={t("invocations.output")} value={run.output} />
        </section>
      )}
      {run.phase === "ended" && <Sums run={run} />}
      {run.steps.length > 0 && <StepList steps={run.steps} titles={titles} />}
    </div>
  );
}

function Sums({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const usage = run.usage ?? {};
  const timing = run.timing ?? {};
  return (
    <Figures>
      <Figure
        label={t("usage.cost")}
        value={format.money(moneyIn(usage.cost))}
        note={t("invocations.modelCalls", { calls: format.count(number(usage.modelCalls)) })}
      />
      <Figure
        label={t("usage.tokens")}
        value={format.count(tokens(usage))}
        note={t("home.tokensInOut", { input: format.count(number(usage.inputTokens)), output: format.count(number(usage.outputTokens)) })}
      />
      <Figure
        label={t("invocations.total")}
        value={format.duration(number(timing.totalMillis))}
        note={t("invocations.firstToken", { value: format.duration(number(timing.firstTokenMillis)) })}
      />
    </Figures>
  );
}

function StopButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const { failed } = useActions();
  const cancel = $api.useMutation("post", "/v1/invocations/{id}/cancel", { onError: failed });
  return (
    <Button size="small" danger loading={cancel.isPending} onClick={() => cancel.mutate({ params: { path: { id } } })}>
      {t("invocations.cancel")}
    </Button>
  );
}

function tokens(usage: Record<string, unknown>): number | null {
  const [input, output] = [number(usage.inputTokens), number(usage.outputTokens)];
  return input === null && output === null ? null : (input ?? 0) + (output ?? 0);
}

function moneyIn(value: unknown): Money | null {
  if (!isObject(value) || typeof value.nano !== "number" || typeof value.currency !== "string") return null;
  return { nano: value.nano, currency: value.currency };
}
