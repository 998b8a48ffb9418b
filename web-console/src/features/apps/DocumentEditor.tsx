import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import type { Violation } from "../../api";
import { useTranslation } from "../../i18n";
import { ProblemNotice, useActions } from "../../ui";
import styles from "./DocumentEditor.module.css";
import { check, publish, type Verdict } from "./document";

type Props = { app: string; initial: string; onPublished: (version: number) => void; onCancel: () => void };

/** Changes an app's document: checked as often as one likes, then published as a new version. */
export function DocumentEditor({ app, initial, onPublished, onCancel }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { done } = useActions();
  const [text, setText] = useState(initial);
  const [verdict, setVerdict] = useState<Verdict>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    setVerdict(undefined);
    try {
      await act();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const publishIt = async () => {
    const version = await publish(app, text);
    done(t("apps.published", { version }));
    await cache.invalidateQueries();
    onPublished(version);
  };

  return (
    <div className={styles.editor}>
      <Input.TextArea
        aria-label={t("apps.document")}
        className={styles.text ?? ""}
        spellCheck={false}
        autoSize={{ minRows: 16, maxRows: 32 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {verdict && <VerdictNotice verdict={verdict} />}
      {error !== undefined && <ProblemNotice error={error} />}
      <div className={styles.actions}>
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
        <Button loading={isBusy} onClick={() => void attempt(async () => setVerdict(await check(app, text)))}>
          {t("apps.check")}
        </Button>
        <Button type="primary" loading={isBusy} onClick={() => void attempt(publishIt)}>
          {t("apps.publish")}
        </Button>
      </div>
    </div>
  );
}

function VerdictNotice({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  if (!verdict.valid)
    return <Alert type="error" showIcon title={t("apps.invalid")} description={<Violations items={verdict.violations} />} />;
  if (verdict.warnings.length > 0)
    return <Alert type="warning" showIcon title={t("apps.validBut")} description={<Violations items={verdict.warnings} />} />;
  return <Alert type="success" showIcon title={t("apps.valid")} />;
}

function Violations({ items }: { items: readonly Violation[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.violations}>
      {items.map((each) => (
        <li key={`${each.pointer} ${each.code} ${each.line}`}>
          {each.line !== undefined && <strong>{t("apps.at", { line: each.line, column: each.column ?? 1 })} </strong>}
          {each.message} {each.suggestion && t("apps.suggestion", { suggestion: each.suggestion })}
        </li>
      ))}
    </ul>
  );
}
