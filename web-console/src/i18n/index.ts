import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { preferences } from "../preferences";
import en from "./en.json";
import zhCN from "./zh-CN.json";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof zhCN };
  }
}

void i18next.use(initReactI18next).init({
  lng: preferences().language,
  fallbackLng: "zh-CN",
  resources: { "zh-CN": { translation: zhCN }, en: { translation: en } },
  interpolation: { escapeValue: false },
});

export { useTranslation } from "react-i18next";
export { titleIn } from "./title";
export { i18next };
