import type { ReactNode } from "react";
import { useEffect } from "react";
import styles from "./Page.module.css";

type Props = { title: string; above?: ReactNode; below?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A page: one heading, what can be done with the whole, and the content. The browser's tab is called the same. */
export function Page({ title, above, below, actions, children }: Props) {
  // the tab's title is outside React
  useEffect(() => {
    document.title = `${title} · Flotilla`;
  }, [title]);
  return (
    <div className={styles.page}>
      {above && <div className={styles.above}>{above}</div>}
      <div className={styles.head}>
        <div className={styles.words}>
          <h1 className={styles.title}>{title}</h1>
          {below && <div className={styles.below}>{below}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      <div className={styles.content}>{children}</div>
    </div>
  );
}
