import { Link } from "@tanstack/react-router";
import { useTranslation } from "../../i18n";
import { useSession } from "../../session";
import { EmptyState, Page, Panel } from "../../ui";
import styles from "./HomePage.module.css";
import { RecentInvocations } from "./RecentInvocations";
import { Today } from "./Today";
import { TopScenarios } from "./TopScenarios";

/** Where one begins: what happened today. */
export function HomePage() {
  const { t } = useTranslation();
  const { may, me, tenant } = useSession();
  const title = me.tenants.find((each) => each.tenant === tenant)?.title ?? tenant;
  const readsUsage = may("usage:read");
  const readsInvocations = may("invocations:read");
  return (
    <Page title={t("home.title")} below={t("home.below", { tenant: title })}>
      {readsUsage && <Today />}
      <div className={styles.columns}>
        {readsInvocations && (
          <Panel title={t("home.recent")} actions={<Link to="/invocations">{t("common.all")}</Link>}>
            <RecentInvocations />
          </Panel>
        )}
        {readsUsage && (
          <Panel title={t("home.scenarios")} actions={<Link to="/usage">{t("nav.usage")}</Link>}>
            <TopScenarios />
          </Panel>
        )}
      </div>
      {!readsUsage && !readsInvocations && <EmptyState title={t("home.nothingToSee")} />}
    </Page>
  );
}
