import { getRouteApi } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useTranslation } from "../../i18n";
import { Page } from "../../ui";
import { ModelList } from "./ModelList";
import { ProviderList } from "./ProviderList";

const route = getRouteApi("/models");

/** The tenant's catalogue of models, and the servers they are called at. */
export function ModelsPage() {
  const { t } = useTranslation();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t("models.title")} below={t("models.below")}>
      <Tabs
        activeKey={tab ?? "models"}
        onChange={(key) => void navigate({ to: ".", search: key === "providers" ? { tab: key } : {}, replace: true })}
        items={[
          { key: "models", label: t("models.tabs.models"), children: <ModelList /> },
          { key: "providers", label: t("models.tabs.providers"), children: <ProviderList /> },
        ]}
        destroyOnHidden
      />
    </Page>
  );
}
