import { Button, Spin } from "antd";
import { useEffect } from "react";
import { useTranslation } from "../i18n";
import styles from "./Doorstep.module.css";
import { navigation, SIGN_OUT, signInAddress } from "./navigation";

type Props = { reason: "waiting" | "signed-out" | "failed" | "no-tenant" };

/** What is seen before one is inside: who signed out or could not sign in begins the next sign-in by hand. */
export function Doorstep({ reason }: Props) {
  const { t } = useTranslation();
  // the tab's title is outside React
  useEffect(() => {
    document.title = "Flotilla";
  }, []);
  if (reason === "waiting") {
    return (
      <main className={styles.step}>
        <h1 className={styles.quiet}>Flotilla</h1>
        <Spin size="large" aria-label={t("common.loading")} />
      </main>
    );
  }
  return (
    <main className={styles.step}>
      <div className={styles.card}>
        <img src="/console/flotilla.svg" alt="" width="44" height="44" />
        <h1 className={styles.title}>{t(`session.${reason}.title`)}</h1>
        <p className={styles.words}>{t(`session.${reason}.hint`)}</p>
        {reason === "no-tenant" ? (
          <Button onClick={() => navigation.leave(SIGN_OUT)}>{t("session.signOut")}</Button>
        ) : (
          <Button type="primary" size="large" onClick={() => navigation.leave(signInAddress())}>
            {t("session.signIn")}
          </Button>
        )}
      </div>
    </main>
  );
}
