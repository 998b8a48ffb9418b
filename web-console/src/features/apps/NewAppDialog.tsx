import { Drawer, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "../../i18n";
import { DocumentEditor } from "./DocumentEditor";

type Props = { isOpen: boolean; onClose: () => void; onPublished: (app: string) => void };

/** Begins an app from a small one that works as it is, once its model is named. */
export function NewAppDialog({ isOpen, onClose, onPublished }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState("my-first-app");
  const isName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
  return (
    <Drawer title={t("apps.create")} size={760} open={isOpen} onClose={onClose} destroyOnHidden>
      <Form layout="vertical">
        <Form.Item
          label={t("apps.id")}
          htmlFor="app-name"
          help={t("apps.idRule")}
          {...(isName ? {} : { validateStatus: "error" as const })}
          style={{ marginBottom: 20 }}
        >
          <Input id="app-name" value={name} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
      </Form>
      {isName && (
        <DocumentEditor key={name} app={name} initial={firstDocument(name)} onCancel={onClose} onPublished={() => onPublished(name)} />
      )}
    </Drawer>
  );
}

function firstDocument(name: string): string {
  return `apiVersion: flotilla.io/v1
kind: App
metadata:
  name: ${name}
  title: {zh: 我的第一个应用, en: My first app}
spec:
  scenario: finance.banking.complaint-reply
  inputs:
    type: object
    required: [text]
    properties:
      text: {type: string, maxLength: 4000, description: What to summarise}
  models:
    main: {use: builtin-reader}
  steps:
    - id: summary
      title: {zh: 摘要, en: Summarise}
      type: prompt
      model: main
      user: |
        Summarise in one sentence:
        {{ inputs.text }}
      stream: true
  output: {summary: "{{ steps.summary.text }}"}
`;
}
