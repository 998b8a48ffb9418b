import { isObject } from "../api";
import { CodeBlock } from "./CodeBlock";
import styles from "./ValueView.module.css";

type Props = { name: string; value: unknown };

/** A value of an app, as a person reads it: fields by name, texts as text, and what is nested as JSON. */
export function ValueView({ name, value }: Props) {
  if (typeof value === "string") return <p className={styles.text}>{value}</p>;
  if (!isObject(value) || Object.keys(value).length === 0) return <CodeBlock name={name} text={JSON.stringify(value, null, 2) ?? ""} />;
  return (
    <dl className={styles.fields}>
      {Object.entries(value).map(([field, content]) => (
        <div key={field} className={styles.field}>
          <dt className={styles.name}>{field}</dt>
          <dd className={styles.value}>
            {isPlain(content) ? plain(content) : <CodeBlock name={field} text={JSON.stringify(content, null, 2)} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isPlain(value: unknown): boolean {
  return (
    value === null ||
    typeof value !== "object" ||
    (Array.isArray(value) && value.every((each) => typeof each === "string" && each.length < 40))
  );
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  return value === null ? "null" : String(value);
}
