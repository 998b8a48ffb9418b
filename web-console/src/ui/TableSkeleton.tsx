import { Skeleton } from "antd";
import { useTranslation } from "../i18n";
import styles from "./TableSkeleton.module.css";

/** A list that is on its way. */
export function TableSkeleton() {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status" aria-label={t("common.loading")}>
      <Skeleton active title={false} paragraph={{ rows: 6, width: "100%" }} />
    </div>
  );
}
