import { createContext, useContext } from "react";
import type { Me } from "../api";

/** Who is signed in, in which tenant, and what they may do there. */
export type Session = {
  me: Me;
  tenant: string;
  may: (permission: string) => boolean;
  switchTo: (tenant: string) => void;
};

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("only pages inside SessionGate have a session");
  return session;
}
