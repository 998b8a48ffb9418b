import type { Role } from "../../api";

const ROLES: readonly Role[] = ["owner", "admin", "builder", "viewer", "billing"];

/** The roles that a member of this role may give to others. */
export function grantable(mine: Role | undefined): readonly Role[] {
  return mine === "owner" ? ROLES : ROLES.filter((each) => each !== "owner");
}
