import { Button } from "antd";
import { useTranslation } from "../i18n";
import { EmptyState, Page } from "../ui";

/** A page that could not be shown, most often because the platform was updated under it. */
export function Broken() {
  const { t } = useTranslation();
  return (
    <Page title={t("shell.broken.title")}>
      <EmptyState
        title={t("shell.broken.words")}
        action={
          <Button type="primary" onClick={() => window.location.reload()}>
            {t("shell.broken.reload")}
          </Button>
        }
      />
    </Page>
  );
}
