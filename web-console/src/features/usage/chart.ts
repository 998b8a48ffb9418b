import dayjs from "dayjs";
import type { UsageRow } from "../../api";
import type { Format } from "../../format";
import { FONT } from "../../theme";
import type { Asked, Measure } from "./question";
import { measured } from "./rows";

export type Paint = { text: string; line: string; tip: string; tipText: string; series: string[] };

type Content = {
  rows: readonly UsageRow[];
  window: Asked["window"];
  from: string;
  to: string;
  by: string;
  measure: Measure;
  format: Format;
  unnamed: string;
  others: string;
  nameOf: (group: string) => string;
};

const MOST_SERIES = 8;

/** The chart of some usage, as ECharts takes it. */
export function chartOf(content: Content, paint: Paint) {
  const { format, window, measure } = content;
  const starts = windowsOf(content);
  const series = seriesOf(content, starts);
  const currency = currencyOf(content.rows);
  const text = (value: number) =>
    measure === "cost" && currency ? format.money({ nano: Math.round(value * 1_000_000_000), currency }) : format.count(value);
  return {
    animationDuration: 300,
    aria: { enabled: true },
    color: paint.series,
    textStyle: { fontFamily: FONT, color: paint.text },
    grid: { left: 0, right: 0, top: series.length > 1 ? 40 : 16, bottom: 0, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend:
      series.length > 1
        ? { top: 0, left: 0, type: "plain", itemWidth: 10, itemHeight: 10, icon: "roundRect", textStyle: { color: paint.text } }
        : { show: false },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      backgroundColor: paint.tip,
      borderColor: paint.line,
      textStyle: { color: paint.tipText, fontSize: 13 },
      valueFormatter: (value: unknown) => text(typeof value === "number" ? value : 0),
    },
    xAxis: {
      type: "category",
      data: starts.map((start) => format.windowStart(start, window)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: paint.line } },
      axisLabel: { color: paint.text, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      ...(measure === "cost" ? {} : { minInterval: 1 }),
      splitLine: { lineStyle: { color: paint.line } },
      axisLabel: { color: paint.text, formatter: (value: number) => (measure === "cost" ? text(value) : format.compact(value)) },
    },
    series: series.map((each) => ({ name: each.name, type: "bar", stack: "all", barMaxWidth: 34, data: each.values })),
  };
}

/** Each window of the span, also those in which nothing happened. */
export function windowsOf({ window, from, to }: Pick<Content, "window" | "from" | "to">): string[] {
  const starts: string[] = [];
  for (let at = dayjs(from).startOf(window); at.isBefore(to); at = at.add(1, window)) starts.push(at.toISOString());
  return starts;
}

function seriesOf({ rows, by, measure, unnamed, others, nameOf }: Content, starts: readonly string[]) {
  const currency = currencyOf(rows);
  const groups = Map.groupBy(rows, (row) => nameOf(row.group[by] ?? unnamed));
  const sums = [...groups].map(([name, group]) => ({
    name,
    group,
    sum: group.reduce((sum, row) => sum + measured(row, measure, currency), 0),
  }));
  sums.sort((one, other) => other.sum - one.sum);
  const shown = sums.length <= MOST_SERIES ? sums : sums.slice(0, MOST_SERIES - 1);
  const rest = sums.slice(shown.length).flatMap((each) => each.group);
  const named = rest.length > 0 ? [...shown, { name: others, group: rest }] : shown;
  return named.map(({ name, group }) => ({
    name,
    values: starts.map((start) =>
      group.filter((row) => Date.parse(row.start) === Date.parse(start)).reduce((sum, row) => sum + measured(row, measure, currency), 0),
    ),
  }));
}

/** The currency that most rows have: a chart adds up no two. */
function currencyOf(rows: readonly UsageRow[]): string | undefined {
  const counts = new Map<string, number>();
  for (const each of rows.flatMap((row) => row.costs)) counts.set(each.currency, (counts.get(each.currency) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
