import { expect, test } from "vitest";
import { inputsOf, valuesOf } from "./inputs";
import { fieldsOf, sampleOf } from "./schema";

const schema = {
  required: ["text"],
  properties: {
    text: { type: "string", description: "What to read" },
    id: { type: "string", maxLength: 20, title: "Number" },
    language: { enum: ["zh", "en"], default: "zh" },
    amount: { type: "number", examples: [12.5] },
    count: { type: "integer" },
    urgent: { type: "boolean" },
    rows: { type: "array" },
  },
};

test("chooses a control by what the schema says", () => {
  expect(fieldsOf(schema).map(({ name, label, kind, isRequired }) => [name, label, kind, isRequired])).toEqual([
    ["text", "text", "text", true],
    ["id", "Number", "line", false],
    ["language", "language", "choice", false],
    ["amount", "amount", "number", false],
    ["count", "count", "integer", false],
    ["urgent", "urgent", "truth", false],
    ["rows", "rows", "json", false],
  ]);
});

test("asks for nothing when there is no schema", () => {
  expect(fieldsOf(undefined)).toEqual([]);
});

test("takes the author's examples and defaults for samples", () => {
  expect(sampleOf(schema)).toEqual({ language: "zh", amount: 12.5 });
  expect(sampleOf({ ...schema, examples: [{ text: "whole" }] })).toEqual({ text: "whole" });
});

test("leaves out what was left empty and reads JSON as JSON", () => {
  const fields = fieldsOf(schema);
  expect(inputsOf(fields, { text: "a", id: "", count: null, urgent: false, rows: "[1]" })).toEqual({ text: "a", urgent: false, rows: [1] });
});

test("shows given inputs as they would be typed", () => {
  expect(valuesOf(fieldsOf(schema), { text: "a", rows: [1] })).toMatchObject({ text: "a", rows: "[\n  1\n]" });
});
