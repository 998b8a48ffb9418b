import { expect, test } from "vitest";
import { formatIn } from "../../format";
import { samples } from "../../test";
import { chartOf, windowsOf } from "./chart";

const paint = { text: "#000", line: "#ccc", tip: "#fff", tipText: "#000", series: ["#00f"] };
const day = { window: "hour" as const, from: "2026-11-24T16:00:00.000Z", to: "2026-11-24T19:00:00.000Z" };
const words = { format: formatIn("zh-CN"), unnamed: "（无）", others: "其他", nameOf: (name: string) => name };

test("has a window for each hour, also for those in which nothing happened", () => {
  expect(windowsOf(day)).toEqual(["2026-11-24T16:00:00.000Z", "2026-11-24T17:00:00.000Z", "2026-11-24T18:00:00.000Z"]);
});

test("stacks a column for each group, the greatest first", () => {
  const rows = [
    samples.usageRow({ app: "small" }, 1, "2026-11-24T17:00:00Z"),
    samples.usageRow({ app: "great" }, 9, "2026-11-24T16:00:00Z"),
    samples.usageRow({ app: "great" }, 5, "2026-11-24T17:00:00Z"),
  ];
  const chart = chartOf({ ...day, ...words, rows, by: "app", measure: "calls" }, paint);
  expect(chart.series.map((each) => [each.name, each.data])).toEqual([
    ["great", [9, 5, 0]],
    ["small", [0, 1, 0]],
  ]);
});

test("gathers the many small groups into one", () => {
  const rows = Array.from({ length: 12 }, (_, i) => samples.usageRow({ app: `app-${i}` }, 12 - i, "2026-11-24T16:00:00Z"));
  const chart = chartOf({ ...day, ...words, rows, by: "app", measure: "calls" }, paint);
  expect(chart.series).toHaveLength(8);
  expect(chart.series.at(-1)).toMatchObject({ name: "其他", data: [5 + 4 + 3 + 2 + 1, 0, 0] });
});
