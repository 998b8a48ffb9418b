import { PlayCircleOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select, Switch } from "antd";
import { useEffect } from "react";
import { $api, problemOf } from "../../api";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { ProblemNotice } from "../../ui";
import styles from "./InputForm.module.css";
import { inputsOf, isJson, type Values, valuesOf } from "./inputs";
import { type Field, fieldsOf, sampleOf } from "./schema";

type Props = { app: string; schema: unknown; isRunning: boolean; error: unknown; onRun: (inputs: Record<string, unknown>) => void };

/** A form made from an app's input schema. */
export function InputForm({ app, schema, isRunning, error, onRun }: Props) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [form] = Form.useForm<Values>();
  const fields = fieldsOf(schema);
  const sample = sampleOf(schema);
  const newest = $api.useQuery("get", "/v1/invocations", { params: { query: { app, limit: 1 } } }, { enabled: may("invocations:read") });
  const [last] = newest.data?.items ?? [];

  // the form keeps its own state: what the platform refused is told to it
  useEffect(() => {
    if (error === undefined) return;
    for (const { pointer, message } of problemOf(error).errors) {
      const name = pointer.split("/")[2];
      if (name !== undefined) form.setFields([{ name, errors: [message] }]);
    }
  }, [error, form]);

  return (
    <Form<Values> form={form} layout="vertical" requiredMark disabled={isRunning} onFinish={(values) => onRun(inputsOf(fields, values))}>
      <div className={styles.fill}>
        {Object.keys(sample).length > 0 && (
          <Button size="small" onClick={() => form.setFieldsValue(valuesOf(fields, sample))}>
            {t("tryit.sample")}
          </Button>
        )}
        {last && (
          <Button size="small" onClick={() => form.setFieldsValue(valuesOf(fields, last.inputs))}>
            {t("tryit.last")}
          </Button>
        )}
      </div>
      {fields.length === 0 && <p>{t("tryit.noInputs")}</p>}
      {fields.map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={field.label}
          {...(field.help ? { extra: field.help } : {})}
          {...(field.kind === "truth" ? { valuePropName: "checked" } : {})}
          rules={[
            { required: field.isRequired, message: t("common.required") },
            ...(field.kind === "json"
              ? [
                  {
                    validator: (_: unknown, value: unknown) =>
                      isJson(value) ? Promise.resolve() : Promise.reject(new Error(t("tryit.badJson"))),
                  },
                ]
              : []),
          ]}
        >
          {control(field)}
        </Form.Item>
      ))}
      {error !== undefined && (
        <div className={styles.error}>
          <ProblemNotice error={error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" icon={<PlayCircleOutlined />} loading={isRunning} block size="large">
        {t("tryit.start")}
      </Button>
    </Form>
  );
}

function control(field: Field) {
  const limit = field.maxLength === undefined ? {} : { maxLength: field.maxLength };
  switch (field.kind) {
    case "choice":
      return <Select allowClear={!field.isRequired} options={field.choices.map((each) => ({ value: each, label: each }))} />;
    case "truth":
      return <Switch />;
    case "number":
      return <InputNumber style={{ width: "100%" }} />;
    case "integer":
      return <InputNumber style={{ width: "100%" }} precision={0} />;
    case "line":
      return <Input {...limit} />;
    case "text":
      return <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} {...limit} />;
    case "json":
      return <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} spellCheck={false} />;
  }
}
