import { useTranslation } from "../i18n";
import styles from "./CodeBlock.module.css";
import { CopyButton } from "./CopyButton";

type Props = { name: string; text: string };

/** A text as a program wrote it, to read and to copy. */
export function CodeBlock({ name, text }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.block}>
      <div className={styles.copy}>
        <CopyButton text={text} name={t("common.copyOf", { name })} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.text} tabIndex={0} aria-label={name}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}
