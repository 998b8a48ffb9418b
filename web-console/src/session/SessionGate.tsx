import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { $api, actIn, type Me, problemOf, whenSignedOut } from "../api";
import { prefer, preferences } from "../preferences";
import { ProblemNotice } from "../ui";
import { Doorstep } from "./Doorstep";
import { navigation, signInAddress } from "./navigation";
import { SessionContext } from "./SessionContext";

type Props = { children: ReactNode; onTenantSwitch: () => void };

/** Lets in whoever is signed in and a member of a tenant; sends everybody else to where they can become that. */
export function SessionGate({ children, onTenantSwitch }: Props) {
  const [greeting] = useState(() => greetingOf(window.location.search));
  if (greeting) return <Doorstep reason={greeting} />;
  return <Door onTenantSwitch={onTenantSwitch}>{children}</Door>;
}

function Door({ children, onTenantSwitch }: Props) {
  const me = $api.useQuery("get", "/v1/me", {}, { retry: false, staleTime: 60_000 });
  const code = me.isError ? problemOf(me.error).code : undefined;
  const choice = me.data ? unchosen(me.data) : undefined;

  // the sign-in page is another site's
  useEffect(() => {
    whenSignedOut(() => navigation.leave(signInAddress()));
    return () => whenSignedOut(() => undefined);
  }, []);

  // the choice of a tenant is kept on the device
  useEffect(() => {
    if (code === "not-found" && preferences().tenant !== undefined) {
      choose(undefined);
      void me.refetch();
    }
    if (choice !== undefined) {
      choose(choice);
      void me.refetch();
    }
  }, [code, choice, me.refetch]);

  if (me.isPending || choice !== undefined || code === "unauthenticated" || code === "not-found") return <Doorstep reason="waiting" />;
  if (me.isError) return <ProblemNotice error={me.error} onRetry={() => void me.refetch()} />;
  if (me.data.tenant === undefined) return <Doorstep reason="no-tenant" />;
  return (
    <Inside me={me.data} tenant={me.data.tenant} onTenantSwitch={onTenantSwitch}>
      {children}
    </Inside>
  );
}

function Inside({ me, tenant, children, onTenantSwitch }: Props & { me: Me; tenant: string }) {
  const cache = useQueryClient();
  const session = useMemo(() => {
    const permissions = new Set(me.permissions);
    return {
      me,
      tenant,
      may: (permission: string) => permissions.has(permission),
      switchTo(other: string) {
        choose(other);
        onTenantSwitch();
        void cache.resetQueries();
      },
    };
  }, [me, tenant, cache, onTenantSwitch]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

function choose(tenant: string | undefined) {
  prefer({ tenant });
  actIn(tenant);
}

/** The tenant to act in for who has several and named none. */
function unchosen(me: Me): string | undefined {
  return me.tenant === undefined ? me.tenants[0]?.tenant : undefined;
}

function greetingOf(search: string): "signed-out" | "failed" | undefined {
  const query = new URLSearchParams(search);
  if (query.has("signedOut")) return "signed-out";
  return query.get("signIn") === "failed" ? "failed" : undefined;
}
