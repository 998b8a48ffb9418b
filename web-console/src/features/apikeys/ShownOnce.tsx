import { Alert, Button, Modal } from "antd";
import type { CreatedApiKey } from "../../api";
import { useTranslation } from "../../i18n";
import { CodeBlock } from "../../ui";

type Props = { created: CreatedApiKey | undefined; onClose: () => void };

/** The only time that a key's secret is seen. */
export function ShownOnce({ created, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      title={t("apiKeys.shownTitle")}
      open={created !== undefined}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          {t("apiKeys.kept")}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t("apiKeys.shownWords")} style={{ marginBottom: 16 }} />
      {created && <CodeBlock name={t("apiKeys.secret")} text={created.key} />}
    </Modal>
  );
}
