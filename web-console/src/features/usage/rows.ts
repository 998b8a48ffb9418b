import type { UsageRow } from "../../api";
import type { Money } from "../../format";
import type { Grouping, Measure } from "./question";

/** What can be measured of a row. */
type Measured = { calls: number; errors: number; inputTokens?: number | null; outputTokens?: number | null; costs: readonly Money[] };

/** What a row of the table adds up. */
export type Sums = {
  calls: number;
  errors: number;
  inputTokens: number | null;
  outputTokens: number | null;
  costs: readonly Money[];
};

/** A row of the table; an industry has its scenarios below it. */
export type Line = Sums & { key: string; name: string | undefined; isIndustry: boolean; children?: Line[] };

/** The lines of the table, most calls first. */
export function linesOf(rows: readonly UsageRow[], grouping: Grouping): Line[] {
  if (grouping !== "scenario") return byCalls(rows.map((row) => line(row, grouping)));
  const industries = Map.groupBy(rows, (row) => row.group.industry ?? "");
  return byCalls(
    [...industries].map(([industry, scenarios]) => ({
      key: `industry ${industry}`,
      name: industry,
      isIndustry: true,
      ...scenarios.map(sumsOf).reduce(plus),
      children: byCalls(scenarios.map((row) => line(row, "scenario"))),
    })),
  );
}

/** What a measure of a row is as a number; money only in the one currency that the chart shows. */
export function measured(row: Measured, measure: Measure, currency: string | undefined): number {
  switch (measure) {
    case "calls":
      return row.calls;
    case "errors":
      return row.errors;
    case "tokens":
      return (row.inputTokens ?? 0) + (row.outputTokens ?? 0);
    case "cost":
      return (row.costs.find((each) => each.currency === currency)?.nano ?? 0) / 1_000_000_000;
  }
}

export function sumsOf(row: Measured): Sums {
  return {
    calls: row.calls,
    errors: row.errors,
    inputTokens: row.inputTokens ?? null,
    outputTokens: row.outputTokens ?? null,
    costs: row.costs,
  };
}

function line(row: UsageRow, grouping: Grouping): Line {
  const name = row.group[grouping] ?? undefined;
  return { key: `${grouping} ${name ?? ""}`, name, isIndustry: false, ...sumsOf(row) };
}

function plus(one: Sums, other: Sums): Sums {
  const costs = new Map<string, number>();
  for (const each of [...one.costs, ...other.costs]) costs.set(each.currency, (costs.get(each.currency) ?? 0) + each.nano);
  return {
    calls: one.calls + other.calls,
    errors: one.errors + other.errors,
    inputTokens: known(one.inputTokens, other.inputTokens),
    outputTokens: known(one.outputTokens, other.outputTokens),
    costs: [...costs].sort(([a], [b]) => a.localeCompare(b)).map(([currency, nano]) => ({ currency, nano })),
  };
}

function known(one: number | null, other: number | null): number | null {
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0);
}

function byCalls(lines: Line[]): Line[] {
  return lines.sort((one, other) => other.calls - one.calls || one.key.localeCompare(other.key));
}
