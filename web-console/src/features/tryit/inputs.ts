import { isObject } from "../../api";
import type { Field } from "./schema";

/** What stands in the form: JSON fields as their text. */
export type Values = Record<string, unknown>;

/** The inputs that the form's values mean; what was left empty is left out. */
export function inputsOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const inputs: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    const value = values[name];
    if (value === undefined || value === null || value === "") continue;
    inputs[name] = kind === "json" && typeof value === "string" ? JSON.parse(value) : value;
  }
  return inputs;
}

/** Given inputs as the form shows them. */
export function valuesOf(fields: readonly Field[], inputs: unknown): Values {
  const given = isObject(inputs) ? inputs : {};
  return Object.fromEntries(
    fields.map(({ name, kind }) => [
      name,
      kind === "json" && given[name] !== undefined ? JSON.stringify(given[name], null, 2) : given[name],
    ]),
  );
}

export function isJson(text: unknown): boolean {
  if (typeof text !== "string" || text.trim() === "") return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
