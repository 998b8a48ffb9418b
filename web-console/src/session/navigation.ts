/** Leaves the console for an address of the platform that is no page of it. */
export const navigation = {
  leave(address: string) {
    window.location.assign(address);
  },
};

/** Where a person signs in, to come back to where they are. */
export function signInAddress(): string {
  const here = window.location;
  const query = new URLSearchParams(here.search);
  query.delete("signedOut");
  query.delete("signIn");
  const to = here.pathname + (query.size > 0 ? `?${query}` : "") + here.hash;
  return `/session/sign-in?to=${encodeURIComponent(to.startsWith("/console/") ? to : "/console/")}`;
}

export const SIGN_OUT = "/session/sign-out";
