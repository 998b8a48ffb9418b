import type { ReactNode } from "react";
import styles from "./Figure.module.css";

/** Figures side by side. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>;
}
