import type { ReactNode } from "react";
import styles from "./Badge.module.css";

export type Tone = "neutral" | "active" | "good" | "warning" | "bad";

/** A word with a dot in the colour of what it means. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      <span className={styles.dot} aria-hidden="true" />
      {children}
    </span>
  );
}
