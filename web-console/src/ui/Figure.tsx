import type { ReactNode } from "react";
import styles from "./Figure.module.css";

type Props = { label: string; value: string; note?: ReactNode };

/** One number that matters, with its name. */
export function Figure({ label, value, note }: Props) {
  return (
    <div className={styles.figure}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        {value}
        {note && <span className={styles.note}>{note}</span>}
      </dd>
    </div>
  );
}
