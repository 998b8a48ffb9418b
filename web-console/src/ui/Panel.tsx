import type { ReactNode } from "react";
import { useId } from "react";
import styles from "./Panel.module.css";

type Props = { title: string; actions?: ReactNode; children: ReactNode };

/** A titled part of a page. */
export function Panel({ title, actions, children }: Props) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
