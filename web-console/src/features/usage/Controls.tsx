import { DatePicker, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "../../i18n";
import styles from "./Controls.module.css";
import { GROUPINGS, SPANS, type View } from "./question";

type Props = { view: View; onChange: (change: View) => void };

/** Which span and which grouping. */
export function Controls({ view, onChange }: Props) {
  const { t } = useTranslation();
  const span = view.span ?? "today";
  return (
    <div className={styles.controls}>
      <Segmented
        aria-label={t("usage.span")}
        value={span}
        onChange={(chosen) => onChange(chosen === "custom" ? { span: chosen, ...thisWeek() } : { span: chosen })}
        options={SPANS.map((each) => ({ value: each, label: t(`usage.spans.${each}`) }))}
      />
      {span === "custom" && (
        <DatePicker.RangePicker
          aria-label={t("usage.spans.custom")}
          allowClear={false}
          disabledDate={(day) => day.isAfter(dayjs(), "day")}
          value={[dayjs(view.from), dayjs(view.to)]}
          onChange={(days) => {
            if (days?.[0] && days[1]) onChange({ from: days[0].format(DAY), to: days[1].format(DAY) });
          }}
        />
      )}
      <span className={styles.by}>
        <label htmlFor="usage-by">{t("usage.by")}</label>
        <Select
          id="usage-by"
          style={{ width: 220 }}
          value={view.by ?? "scenario"}
          onChange={(by) => onChange({ by })}
          options={GROUPINGS.map((each) => ({ value: each, label: t(`usage.groupings.${each}`) }))}
        />
      </span>
    </div>
  );
}

const DAY = "YYYY-MM-DD";

function thisWeek() {
  return { from: dayjs().subtract(6, "day").format(DAY), to: dayjs().format(DAY) };
}
