import {
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BarChartOutlined,
  HomeOutlined,
  KeyOutlined,
  TeamOutlined,
  ThunderboltOutlined,
} from "@ant-design/icons";
import { Link, useRouterState } from "@tanstack/react-router";
import { Menu } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "../i18n";
import { useSession } from "../session";
import styles from "./Navigation.module.css";

type Place = {
  to: "/" | "/apps" | "/invocations" | "/usage" | "/models" | "/members" | "/api-keys" | "/audit";
  icon: ReactNode;
  name: PlaceName;
  needs?: string;
};
type PlaceName = "home" | "apps" | "invocations" | "usage" | "models" | "members" | "apiKeys" | "audit";

const GROUPS: { name: "build" | "measure" | "manage"; places: Place[] }[] = [
  {
    name: "build",
    places: [
      { to: "/", icon: <HomeOutlined />, name: "home" },
      { to: "/apps", icon: <AppstoreOutlined />, name: "apps", needs: "apps:read" },
      { to: "/invocations", icon: <ThunderboltOutlined />, name: "invocations", needs: "invocations:read" },
    ],
  },
  {
    name: "measure",
    places: [
      { to: "/usage", icon: <BarChartOutlined />, name: "usage", needs: "usage:read" },
      { to: "/models", icon: <ApartmentOutlined />, name: "models", needs: "models:read" },
    ],
  },
  {
    name: "manage",
    places: [
      { to: "/members", icon: <TeamOutlined />, name: "members", needs: "members:read" },
      { to: "/api-keys", icon: <KeyOutlined />, name: "apiKeys", needs: "api-keys:read" },
      { to: "/audit", icon: <AuditOutlined />, name: "audit", needs: "audit:read" },
    ],
  },
];

/** The ways to the pages that this person may see. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const groups = GROUPS.map((group) => ({ ...group, places: group.places.filter((place) => !place.needs || may(place.needs)) }));
  return (
    <nav aria-label={t("shell.navigation")}>
      <Menu
        mode="inline"
        style={{ borderInlineEnd: 0, paddingInline: 4 }}
        selectedKeys={[selected(path)]}
        {...(onGo ? { onClick: onGo } : {})}
        items={groups
          .filter((group) => group.places.length > 0)
          .map((group) => ({
            type: "group",
            key: group.name,
            label: <span className={styles.group}>{t(`nav.group.${group.name}`)}</span>,
            children: group.places.map((place) => ({
              key: place.to,
              icon: place.icon,
              label: <Link to={place.to}>{t(`nav.${place.name}`)}</Link>,
            })),
          }))}
      />
    </nav>
  );
}

function selected(path: string): string {
  return `/${path.split("/")[1] ?? ""}`;
}
