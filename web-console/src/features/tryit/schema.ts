import { isObject } from "../../api";

/** An input of an app, as the form asks for it. */
export type Field = {
  name: string;
  label: string;
  help?: string;
  isRequired: boolean;
  kind: "text" | "line" | "number" | "integer" | "truth" | "choice" | "json";
  choices: string[];
  maxLength?: number;
};

/** The fields that an app's input schema asks for; what the form has no control for is written as JSON. */
export function fieldsOf(schema: unknown): Field[] {
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  const required = isObject(schema) && Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).map(([name, property]) => field(name, isObject(property) ? property : {}, required.includes(name)));
}

/** The input schema of a definition. */
export function inputSchema(definition: unknown): unknown {
  return isObject(definition) && isObject(definition.spec) ? definition.spec.inputs : undefined;
}

/** Values to try an app with: those its author gave as examples or defaults, else the first that fits. */
export function sampleOf(schema: unknown): Record<string, unknown> {
  const whole = isObject(schema) && Array.isArray(schema.examples) ? schema.examples.find(isObject) : undefined;
  if (whole) return whole;
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  const samples = Object.entries(properties).map(([name, property]) => [name, isObject(property) ? sampleValue(property) : undefined]);
  return Object.fromEntries(samples.filter(([, value]) => value !== undefined));
}

function field(name: string, property: Record<string, unknown>, isRequired: boolean): Field {
  const choices = Array.isArray(property.enum) ? property.enum.filter((each) => typeof each === "string") : [];
  return {
    name,
    label: typeof property.title === "string" ? property.title : name,
    ...(typeof property.description === "string" ? { help: property.description } : {}),
    isRequired,
    kind: kind(property, choices.length > 0),
    choices,
    ...(typeof property.maxLength === "number" ? { maxLength: property.maxLength } : {}),
  };
}

const LONGEST_LINE = 200;

function kind(property: Record<string, unknown>, isChoice: boolean): Field["kind"] {
  if (isChoice) return "choice";
  switch (property.type) {
    case "string":
      return typeof property.maxLength === "number" && property.maxLength <= LONGEST_LINE ? "line" : "text";
    case "number":
      return "number";
    case "integer":
      return "integer";
    case "boolean":
      return "truth";
    default:
      return "json";
  }
}

function sampleValue(property: Record<string, unknown>): unknown {
  const [example] = Array.isArray(property.examples) ? property.examples : [];
  return example ?? property.default ?? property.const;
}
