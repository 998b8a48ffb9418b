import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

type Props = { title: string; hint?: string; action?: ReactNode };

/** What stands where nothing is yet, and what to do about it. */
export function EmptyState({ title, hint, action }: Props) {
  return (
    <div className={styles.empty}>
      <svg width="64" height="48" viewBox="0 0 64 48" aria-hidden="true">
        <rect x="10" y="6" width="44" height="36" rx="6" fill="none" stroke="currentColor" strokeWidth="1.5" opacity=".45" />
        <path d="M18 17h28M18 24h20M18 31h12" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" opacity=".45" />
      </svg>
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {action}
    </div>
  );
}
