import type { UsageRow } from "../../api";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import styles from "./HourBars.module.css";

const HOURS = 24;

/** The calls of a day, hour by hour. Small enough to need no chart library on the first page. */
export function HourBars({ rows, from }: { rows: readonly UsageRow[]; from: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const begin = Date.parse(from);
  const hours = Array.from({ length: HOURS }, (_, hour) => {
    const start = new Date(begin + hour * 3_600_000).toISOString();
    const row = rows.find((each) => Date.parse(each.start) === Date.parse(start));
    return { start, calls: row?.calls ?? 0, errors: row?.errors ?? 0 };
  });
  const most = Math.max(1, ...hours.map((each) => each.calls));
  const total = hours.reduce((sum, each) => sum + each.calls, 0);
  return (
    <div
      className={styles.chart}
      role="img"
      aria-label={t("home.byHourLabel", { calls: format.count(total), most: format.count(total === 0 ? 0 : most) })}
    >
      {hours.map((each, index) => (
        <div key={each.start} className={styles.hour} title={`${format.windowStart(each.start, "hour")} · ${format.count(each.calls)}`}>
          <div className={styles.column}>
            {each.calls > 0 && (
              <div className={styles.calls} style={{ height: `${(each.calls / most) * 100}%` }}>
                {each.errors > 0 && <div className={styles.errors} style={{ height: `${(each.errors / each.calls) * 100}%` }} />}
              </div>
            )}
          </div>
          <span className={styles.label}>{index % 3 === 0 ? format.windowStart(each.start, "hour") : ""}</span>
        </div>
      ))}
    </div>
  );
}
