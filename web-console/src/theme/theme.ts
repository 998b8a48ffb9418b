import { type ThemeConfig, theme } from "antd";
import { useSyncExternalStore } from "react";
import { type Appearance, usePreferences } from "../preferences";

/** The families are given by name: the chart library measures text outside the page. */
export const FONT = [
  "-apple-system",
  "BlinkMacSystemFont",
  "'Segoe UI'",
  "'PingFang SC'",
  "'Hiragino Sans GB'",
  "'Microsoft YaHei'",
  "'Noto Sans CJK SC'",
  "'Noto Sans SC'",
  "sans-serif",
].join(", ");

const MONO = "'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'Noto Sans Mono CJK SC', monospace";

const shared = { fontFamily: FONT, fontFamilyCode: MONO, borderRadius: 6, borderRadiusLG: 8, fontSizeHeading1: 24, controlHeight: 34 };

/** Both looks keep the contrast of 4.5 to 1 that readers with weak eyes need. */
const light: ThemeConfig = {
  cssVar: {},
  token: {
    ...shared,
    colorPrimary: "#0958d9",
    colorLink: "#0958d9",
    colorText: "#1c2430",
    colorTextSecondary: "#4c5766",
    colorTextTertiary: "#5d6876",
    colorTextDescription: "#5d6876",
    colorTextPlaceholder: "#667180",
    colorBgLayout: "#f4f6f9",
    colorBorderSecondary: "#e6eaf0",
    colorBorder: "#d0d7e1",
    colorSuccess: "#146c43",
    colorWarning: "#9a5b00",
    colorError: "#c4281c",
  },
  components: {
    Layout: { headerBg: "#ffffff", siderBg: "#ffffff", headerHeight: 56, headerPadding: "0 24px" },
    Menu: {
      itemBorderRadius: 6,
      itemHeight: 38,
      itemSelectedBg: "#e8f0fe",
      groupTitleColor: "#5d6876",
      itemColor: "#364152",
      activeBarBorderWidth: 0,
    },
    Table: {
      headerBg: "#fafbfc",
      headerColor: "#4c5766",
      cellPaddingBlockMD: 11,
      cellPaddingInlineMD: 16,
      headerSplitColor: "transparent",
    },
    Segmented: { trackBg: "#e9edf2", itemColor: "#4c5766" },
  },
};

const dark: ThemeConfig = {
  cssVar: {},
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: "#1f6feb",
    colorLink: "#74aeff",
    colorText: "#e4e9f0",
    colorTextSecondary: "#b3bdca",
    colorTextTertiary: "#98a4b3",
    colorTextDescription: "#98a4b3",
    colorTextPlaceholder: "#8e9aa9",
    colorBgBase: "#10151c",
    colorBgLayout: "#0c1117",
    colorBgContainer: "#151b24",
    colorBgElevated: "#1b232e",
    colorBorderSecondary: "#252e3a",
    colorBorder: "#364150",
    colorSuccess: "#5cd6a0",
    colorWarning: "#e0a030",
    colorError: "#ff7b72",
  },
  components: {
    Layout: { headerBg: "#151b24", siderBg: "#151b24", headerHeight: 56, headerPadding: "0 24px" },
    Menu: {
      itemBorderRadius: 6,
      itemHeight: 38,
      itemBg: "#151b24",
      itemSelectedBg: "#1d3a66",
      itemSelectedColor: "#d3e4ff",
      groupTitleColor: "#98a4b3",
      itemColor: "#c3ccd8",
      activeBarBorderWidth: 0,
    },
    Tabs: { itemSelectedColor: "#74aeff", itemHoverColor: "#9cc4ff", inkBarColor: "#74aeff" },
    Table: {
      headerBg: "#1a222d",
      headerColor: "#b3bdca",
      cellPaddingBlockMD: 11,
      cellPaddingInlineMD: 16,
      headerSplitColor: "transparent",
    },
    Segmented: { itemColor: "#b3bdca" },
  },
};

export type Look = "light" | "dark";

/** The theme of a look, without motion for whom it disturbs. */
export function themeOf(look: Look, isStill: boolean): ThemeConfig {
  const chosen = look === "dark" ? dark : light;
  return isStill ? { ...chosen, token: { ...chosen.token, motion: false } } : chosen;
}

/** The look to show now: what the reader chose, or what their system has. */
export function useLook(): Look {
  const { appearance } = usePreferences();
  const systemIsDark = useSystem(DARK);
  return lookOf(appearance, systemIsDark);
}

/** Whether the reader's system asks for less motion. */
export function useStillness(): boolean {
  return useSystem(STILL);
}

function lookOf(appearance: Appearance, systemIsDark: boolean): Look {
  if (appearance === "system") return systemIsDark ? "dark" : "light";
  return appearance;
}

type Question = { isSo: () => boolean; watch: (listener: () => void) => () => void };

const DARK = question("(prefers-color-scheme: dark)");
const STILL = question("(prefers-reduced-motion: reduce)");

function useSystem({ isSo, watch }: Question): boolean {
  return useSyncExternalStore(watch, isSo);
}

function question(media: string): Question {
  return {
    isSo: () => matchMedia(media).matches,
    watch(listener) {
      const query = matchMedia(media);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
  };
}
