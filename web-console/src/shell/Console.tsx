import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useEffect, useState } from "react";
import { i18next } from "../i18n";
import { usePreferences } from "../preferences";
import { SessionGate } from "../session";
import { themeOf, useLook, useStillness } from "../theme";
import type { ConsoleRouter } from "./router";

/** The whole console, in the reader's language and look. */
export function Console({ router }: { router: ConsoleRouter }) {
  const { language } = usePreferences();
  const look = useLook();
  const isStill = useStillness();
  const [cache] = useState(newCache);
  const [goHome] = useState(() => () => void router.navigate({ to: "/" }));

  // the document and the dictionary are outside React
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.colorScheme = look;
    void i18next.changeLanguage(language);
  }, [language, look]);

  return (
    <ConfigProvider locale={language === "en" ? enUS : zhCN} theme={themeOf(look, isStill)} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={cache}>
          <SessionGate onTenantSwitch={goHome}>
            <RouterProvider router={router} />
          </SessionGate>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}

function newCache() {
  return new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: false, refetchOnWindowFocus: true } } });
}
