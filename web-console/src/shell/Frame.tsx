import { Outlet } from "@tanstack/react-router";
import { Drawer, Layout } from "antd";
import { useState } from "react";
import { useTranslation } from "../i18n";
import styles from "./Frame.module.css";
import { Navigation } from "./Navigation";
import { TopBar } from "./TopBar";

/** What stands around every page: where to go, on the left, and who one is, at the top. */
export function Frame() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Layout className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t("shell.skip")}
      </a>
      <Layout.Sider className={styles.side} width={216}>
        <Brand />
        <Navigation />
      </Layout.Sider>
      <Layout className={styles.main}>
        <TopBar onMenu={() => setOpen(true)} />
        <main id="content" className={styles.content} tabIndex={-1}>
          <Outlet />
        </main>
      </Layout>
      <Drawer title="Flotilla" placement="left" size={248} open={isOpen} onClose={() => setOpen(false)} styles={{ body: { padding: 0 } }}>
        <Navigation onGo={() => setOpen(false)} />
      </Drawer>
    </Layout>
  );
}

function Brand() {
  return (
    <div className={styles.brand}>
      <img src="/console/flotilla.svg" alt="" width="28" height="28" />
      <span>Flotilla</span>
    </div>
  );
}
