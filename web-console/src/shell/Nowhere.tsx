import { Link } from "@tanstack/react-router";
import { useTranslation } from "../i18n";
import { EmptyState, Page } from "../ui";

/** An address that leads to no page. */
export function Nowhere() {
  const { t } = useTranslation();
  return (
    <Page title={t("shell.nowhere.title")}>
      <EmptyState title={t("shell.nowhere.words")} action={<Link to="/">{t("nav.home")}</Link>} />
    </Page>
  );
}
