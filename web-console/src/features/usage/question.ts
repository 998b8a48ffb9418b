import dayjs from "dayjs";

export const SPANS = ["today", "7d", "30d", "month", "custom"] as const;
export type Span = (typeof SPANS)[number];

export const GROUPINGS = ["scenario", "app", "model", "provider", "key", "environment"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const MEASURES = ["calls", "cost", "tokens", "errors"] as const;
export type Measure = (typeof MEASURES)[number];

/** What the page shows, as its address says it. */
export type View = { span?: Span; from?: string; to?: string; by?: Grouping; measure?: Measure };

/** A span of time as the API takes it; `to` is left out for one that goes on. */
export type Asked = { zone: string; from: string; to?: string; window: "hour" | "day" | "month" };

/** The span that a view is about, from midnight to midnight of the reader. */
export function askedOf(view: View, now: Date): Asked {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { from, to } = spanOf(view, now);
  const days = dayjs(to ?? now).diff(from, "day", true);
  const window = days <= 2 ? "hour" : days <= 92 ? "day" : "month";
  return { zone, from: from.toISOString(), ...(to ? { to: to.toISOString() } : {}), window };
}

function spanOf(view: View, now: Date): { from: dayjs.Dayjs; to?: dayjs.Dayjs } {
  const today = dayjs(now).startOf("day");
  switch (view.span ?? "today") {
    case "today":
      return { from: today };
    case "7d":
      return { from: today.subtract(6, "day") };
    case "30d":
      return { from: today.subtract(29, "day") };
    case "month":
      return { from: today.startOf("month") };
    case "custom": {
      const [from, to] = [dayjs(view.from), dayjs(view.to)];
      return view.from && view.to && from.isValid() && to.isValid() && !to.isBefore(from)
        ? { from: from.startOf("day"), to: to.startOf("day").add(1, "day") }
        : { from: today };
    }
  }
}

/** By scenario, rows are gathered under their industry. */
export function groupBy(grouping: Grouping): ("industry" | Grouping)[] {
  return grouping === "scenario" ? ["industry", "scenario"] : [grouping];
}

/** What the lines of the chart stand for. */
export function chartedBy(grouping: Grouping): "industry" | Grouping {
  return grouping === "scenario" ? "industry" : grouping;
}
