import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "../i18n";

type Props = { text: string; name: string };

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text, name }: Props) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button
      size="small"
      type="text"
      icon={copied ? <CheckOutlined /> : <CopyOutlined />}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
      aria-label={name}
    >
      {copied ? t("common.copied") : t("common.copy")}
    </Button>
  );
}
