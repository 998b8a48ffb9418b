import { Button, Table, type TableProps } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "../i18n";
import styles from "./ResourceTable.module.css";

type Props<T> = {
  name: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  columns: TableProps<T>["columns"];
  empty: ReactNode;
  more?: { isLoading: boolean; load: () => void } | undefined;
  expandable?: TableProps<T>["expandable"];
  summary?: ReactNode;
};

/** A list of the platform's things: no page numbers, for the API cuts lists by cursor; the next rows come below. */
export function ResourceTable<T extends object>({ name, rows, rowKey, columns, empty, more, expandable, summary }: Props<T>) {
  const { t } = useTranslation();
  if (rows.length === 0) return <div className={styles.box}>{empty}</div>;
  return (
    <div className={styles.box}>
      <Table<T>
        aria-label={name}
        size="middle"
        columns={columns}
        dataSource={[...rows]}
        rowKey={rowKey}
        pagination={false}
        scroll={{ x: "max-content" }}
        {...(expandable ? { expandable } : {})}
        {...(summary ? { summary: () => summary } : {})}
      />
      {more && (
        <div className={styles.more}>
          <Button onClick={more.load} loading={more.isLoading}>
            {t("common.more")}
          </Button>
        </div>
      )}
    </div>
  );
}
