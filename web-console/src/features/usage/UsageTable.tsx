import { Table } from "antd";
import type { UsageRow, UsageSums } from "../../api";
import { ScenarioName, useIndustryNames } from "../../catalogue";
import { type Format, useFormat } from "../../format";
import { useTranslation } from "../../i18n";
import { ResourceTable } from "../../ui";
import type { Grouping } from "./question";
import { type Line, linesOf, type Sums, sumsOf } from "./rows";

type Props = { rows: readonly UsageRow[]; total: UsageSums; grouping: Grouping };

/** The numbers behind the chart, with their sum below. */
export function UsageTable({ rows, total, grouping }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const numbers = numberColumns(t, format);
  return (
    <ResourceTable<Line>
      name={t("usage.title")}
      rows={linesOf(rows, grouping)}
      rowKey={(line) => line.key}
      empty={null}
      expandable={{ defaultExpandAllRows: true }}
      columns={[
        {
          title: t(`usage.groupings.${grouping}`),
          key: "name",
          render: (_: unknown, line: Line) => <LineName line={line} grouping={grouping} />,
        },
        ...numbers.map((column) => ({
          title: column.title,
          key: column.key,
          align: "right" as const,
          render: (_: unknown, line: Line) => column.text(line),
        })),
      ]}
      summary={
        <Table.Summary.Row>
          <Table.Summary.Cell index={0}>
            <strong>{t("usage.total")}</strong>
          </Table.Summary.Cell>
          {numbers.map((column, index) => (
            <Table.Summary.Cell key={column.key} index={index + 1} align="right">
              <strong>{column.text(sumsOf(total))}</strong>
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      }
    />
  );
}

function LineName({ line, grouping }: { line: Line; grouping: Grouping }) {
  const { t } = useTranslation();
  const industryName = useIndustryNames();
  if (line.name === undefined) return <span>{t("usage.unnamed")}</span>;
  if (line.isIndustry) return <strong title={line.name}>{industryName(line.name)}</strong>;
  return grouping === "scenario" ? <ScenarioName code={line.name} /> : <span>{line.name}</span>;
}

function numberColumns(
  t: ReturnType<typeof useTranslation>["t"],
  format: Format,
): { key: string; title: string; text: (sums: Sums) => string }[] {
  return [
    { key: "calls", title: t("usage.calls"), text: (sums) => format.count(sums.calls) },
    { key: "errors", title: t("usage.errors"), text: (sums) => format.count(sums.errors) },
    { key: "input", title: t("usage.inputTokens"), text: (sums) => format.count(sums.inputTokens) },
    { key: "output", title: t("usage.outputTokens"), text: (sums) => format.count(sums.outputTokens) },
    { key: "cost", title: t("usage.cost"), text: (sums) => format.moneys(sums.costs) },
  ];
}
