import { Alert, Button } from "antd";
import { type Problem, problemOf } from "../api";
import { i18next, useTranslation } from "../i18n";
import styles from "./ProblemNotice.module.css";

type Props = { error: unknown; onRetry?: (() => void) | undefined };

/** Why something could not be done, in the reader's language where the problem is a known one, and where to look it up. */
export function ProblemNotice({ error, onRetry }: Props) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  return (
    <Alert
      type="error"
      showIcon
      title={problemTitle(problem)}
      description={
        <div className={styles.words}>
          <span>{problem.code === "unreachable" ? t("problem.unreachableHint") : problem.detail}</span>
          {problem.errors.length > 0 && (
            <ul className={styles.errors}>
              {problem.errors.map((each) => (
                <li key={`${each.pointer} ${each.code}`}>
                  {each.pointer && <code>{each.pointer}</code>} {each.message}
                </li>
              ))}
            </ul>
          )}
          {problem.traceId && (
            <span className={styles.trace}>
              {t("problem.trace")} <code>{problem.traceId}</code>
            </span>
          )}
        </div>
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t("common.retry")}
          </Button>
        )
      }
    />
  );
}

/** The problem's name in the reader's language; the platform's own for one that the console does not know. */
export function problemTitle(problem: Pick<Problem, "code" | "title">): string {
  const key = `problem.code.${problem.code}`;
  return i18next.exists(key) ? String(i18next.t(key as never)) : problem.title || problem.code;
}
