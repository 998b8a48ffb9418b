import { useState } from "react";
import { useFormat } from "../format";
import { useTranslation } from "../i18n";
import { Badge, problemTitle, type Tone, ValueView } from "../ui";
import styles from "./StepList.module.css";
import type { StepItem } from "./step";

type Props = { steps: readonly StepItem[]; titles: ReadonlyMap<string, string> };

const TONES: Record<StepItem["state"], Tone> = {
  running: "active",
  succeeded: "good",
  recovered: "warning",
  skipped: "neutral",
  failed: "bad",
};

/** The steps of a run on a common time line; each opens to what it yielded. */
export function StepList({ steps, titles }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const span = spanOf(steps);
  const toggle = (key: string) => setOpen(open.has(key) ? new Set([...open].filter((each) => each !== key)) : new Set([...open, key]));
  return (
    <ol className={styles.list} aria-label={t("steps.title")}>
      {steps.map((step) => (
        <StepRow
          key={step.key}
          step={step}
          title={titles.get(step.step)}
          span={span}
          isOpen={open.has(step.key)}
          onToggle={() => toggle(step.key)}
        />
      ))}
    </ol>
  );
}

type RowProps = { step: StepItem; title: string | undefined; span: Span | undefined; isOpen: boolean; onToggle: () => void };

function StepRow({ step, title, span, isOpen, onToggle }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const hasMore = step.output != null || step.problem !== undefined;
  const name = title ?? step.step;
  return (
    <li className={styles.step}>
      <button type="button" className={styles.head} aria-expanded={isOpen} disabled={!hasMore} onClick={onToggle}>
        <span className={styles.names}>
          <span className={styles.name}>
            {name}
            {step.iteration !== "" && <span className={styles.iteration}> #{step.iteration}</span>}
          </span>
          <span className={styles.id}>
            {t(`steps.type.${stepType(step.type)}`)}
            {title !== undefined && (
              <>
                {" · "}
                <code>{step.step}</code>
              </>
            )}
          </span>
        </span>
        <span className={styles.bar} aria-hidden="true">
          {span && step.startedAt && step.finishedAt && (
            <span className={`${styles.fill} ${styles[step.state]}`} style={place(step, span)} />
          )}
        </span>
        <span className={styles.usage}>
          {step.usage && step.usage.modelCalls > 0 && (
            <>
              <span>
                {t("steps.tokens", { input: format.count(step.usage.inputTokens), output: format.count(step.usage.outputTokens) })}
              </span>
              {step.usage.cost && <span>{format.money(step.usage.cost)}</span>}
            </>
          )}
        </span>
        <span className={styles.time}>{took(step) !== undefined ? format.duration(took(step)) : ""}</span>
        <Badge tone={TONES[step.state]}>{t(`steps.state.${step.state}`)}</Badge>
      </button>
      {step.state === "running" && step.text !== "" && <p className={styles.text}>{step.text}</p>}
      {step.problem && (
        <p className={styles.problem}>
          <strong>{problemTitle({ code: step.problem.code, title: "" })}</strong> {step.problem.detail}
        </p>
      )}
      {isOpen && step.output != null && (
        <div className={styles.output}>
          <ValueView name={t("steps.outputOf", { step: name })} value={step.output} />
        </div>
      )}
    </li>
  );
}

type Span = { from: number; millis: number };

function spanOf(steps: readonly StepItem[]): Span | undefined {
  const starts = steps.flatMap((each) => (each.startedAt ? [Date.parse(each.startedAt)] : []));
  const ends = steps.flatMap((each) => (each.finishedAt ? [Date.parse(each.finishedAt)] : []));
  if (starts.length === 0 || ends.length === 0) return undefined;
  const from = Math.min(...starts);
  return { from, millis: Math.max(1, Math.max(...ends) - from) };
}

function place(step: StepItem, span: Span) {
  const start = Date.parse(step.startedAt ?? "");
  const end = Date.parse(step.finishedAt ?? "");
  const left = ((start - span.from) / span.millis) * 100;
  return { left: `${Math.min(left, 99)}%`, width: `${Math.max(((end - start) / span.millis) * 100, 1)}%` };
}

function took(step: StepItem): number | undefined {
  return step.startedAt && step.finishedAt ? Date.parse(step.finishedAt) - Date.parse(step.startedAt) : undefined;
}

const TYPES = ["prompt", "tool", "transform", "branch", "each", "classify", "extract", "retrieve", "agent", "call", "approve"] as const;

function stepType(type: string): (typeof TYPES)[number] | "other" {
  return TYPES.find((each) => each === type) ?? "other";
}
