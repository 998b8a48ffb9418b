import createFetchClient, { type Middleware } from "openapi-fetch";
import createClient from "openapi-react-query";
import type { paths } from "./schema";

/** What every call of the console carries; the platform refuses a write by cookie without the first. */
export function callHeaders(): Record<string, string> {
  return tenant === undefined ? { "X-Requested-With": "JavaScript" } : { "X-Requested-With": "JavaScript", "Flotilla-Tenant": tenant };
}

/** Calls are made in this tenant from now on. */
export function actIn(name: string | undefined) {
  tenant = name;
}

/** Does this whenever a call finds that the session is over. */
export function whenSignedOut(act: () => void) {
  signedOut = act;
}

/** To be told of every answer. */
export function heed(response: Response) {
  if (response.status === 401) signedOut();
}

let tenant: string | undefined;
let signedOut: () => void = () => undefined;

const carry: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(callHeaders())) request.headers.set(name, value);
    return firstPage(request);
  },
  onResponse({ response }) {
    heed(response);
  },
};

/** The first page has no cursor, and an empty one is none. */
function firstPage(request: Request): Request {
  const address = new URL(request.url);
  if (address.searchParams.get("cursor") !== "") return request;
  address.searchParams.delete("cursor");
  return new Request(address, request);
}

/** The platform's API, typed by its OpenAPI document. */
export const client = createFetchClient<paths, "application/json">({
  baseUrl: location.origin,
  credentials: "same-origin",
  fetch: (request) => fetch(request),
});
client.use(carry);

/** The same as hooks over the query cache. */
export const $api = createClient(client);
