import { LogoutOutlined, MenuOutlined, MoonOutlined, SunOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, Segmented, Select, Tooltip } from "antd";
import { useTranslation } from "../i18n";
import { LANGUAGES, prefer, usePreferences } from "../preferences";
import { navigation, SIGN_OUT, useSession } from "../session";
import { useLook } from "../theme";
import styles from "./TopBar.module.css";

/** Tenant, language, look, and the person. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  const { t } = useTranslation();
  return (
    <header className={styles.bar}>
      <Button className={styles.menu ?? ""} type="text" icon={<MenuOutlined />} aria-label={t("shell.menu")} onClick={onMenu} />
      <TenantSwitch />
      <div className={styles.space} />
      <LanguageSwitch />
      <LookSwitch />
      <PersonMenu />
    </header>
  );
}

function TenantSwitch() {
  const { t } = useTranslation();
  const { me, tenant, switchTo } = useSession();
  const current = me.tenants.find((each) => each.tenant === tenant);
  if (me.tenants.length < 2) return <span className={styles.tenant}>{current?.title ?? tenant}</span>;
  return (
    <Select
      aria-label={t("shell.tenant")}
      className={styles.tenants ?? ""}
      variant="filled"
      value={tenant}
      onChange={switchTo}
      options={me.tenants.map((each) => ({ value: each.tenant, label: each.title }))}
    />
  );
}

function LanguageSwitch() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const words = { "zh-CN": "中文", en: "EN" };
  return (
    <Segmented
      aria-label={t("shell.language")}
      value={language}
      onChange={(chosen) => prefer({ language: chosen })}
      options={LANGUAGES.map((each) => ({ value: each, label: words[each] }))}
    />
  );
}

function LookSwitch() {
  const { t } = useTranslation();
  const look = useLook();
  const other = look === "dark" ? "light" : "dark";
  const words = t(`shell.look.${other}`);
  return (
    <Tooltip title={words}>
      <Button
        type="text"
        shape="circle"
        icon={look === "dark" ? <SunOutlined /> : <MoonOutlined />}
        aria-label={words}
        onClick={() => prefer({ appearance: other })}
      />
    </Tooltip>
  );
}

function PersonMenu() {
  const { t } = useTranslation();
  const { me } = useSession();
  const name = me.name ?? me.email ?? me.id;
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: "who",
            type: "group",
            label: (
              <span className={styles.who}>
                <strong>{name}</strong>
                {me.email && me.email !== name && <span>{me.email}</span>}
                {me.role && <span>{t(`role.${me.role}`)}</span>}
              </span>
            ),
          },
          { type: "divider" },
          { key: "out", icon: <LogoutOutlined />, label: t("session.signOut"), onClick: () => navigation.leave(SIGN_OUT) },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={t("shell.person", { name })}>
        <span className={styles.name}>{name}</span>
      </Button>
    </Dropdown>
  );
}
