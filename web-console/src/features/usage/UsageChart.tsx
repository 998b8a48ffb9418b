import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { UsageRow } from "../../api";
import { useIndustryNames } from "../../catalogue";
import { useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { useLook } from "../../theme";
import { chartOf, type Paint } from "./chart";
import type { Asked, Measure } from "./question";

use([BarChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer]);

type Props = { rows: readonly UsageRow[]; window: Asked["window"]; from: string; to: string; by: string; measure: Measure };

/** Usage over time, a column for each window, cut by group. The table below says the same in numbers. */
export function UsageChart(props: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const box = useRef<HTMLDivElement>(null);
  const unnamed = t("usage.unnamed");
  const industryName = useIndustryNames();
  const others = t("usage.others");

  // ECharts draws outside React
  useEffect(() => {
    if (!box.current) return;
    const chart = init(box.current, null, { renderer: "svg" });
    const nameOf = props.by === "industry" ? industryName : (name: string) => name;
    chart.setOption(chartOf({ ...props, format, unnamed, others, nameOf }, paintOf(look)));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [props, format, look, unnamed, others, industryName]);

  return <div ref={box} style={{ height: 300 }} role="img" aria-label={t("usage.chartLabel", { measure: t(`usage.${props.measure}`) })} />;
}

function paintOf(look: "light" | "dark"): Paint {
  return look === "dark"
    ? {
        text: "#b3bdca",
        line: "#2a3441",
        tip: "#1b232e",
        tipText: "#e4e9f0",
        series: ["#4c8dff", "#34c3a6", "#e0a030", "#b58bff", "#ff8a65", "#4fc3f7", "#aed581", "#f48fb1"],
      }
    : {
        text: "#4c5766",
        line: "#e6eaf0",
        tip: "#ffffff",
        tipText: "#1c2430",
        series: ["#0958d9", "#0f9d8a", "#d68a00", "#7c4ddb", "#d9532c", "#0288d1", "#689f38", "#c2185b"],
      };
}
