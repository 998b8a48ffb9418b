import { AppPage } from "../features/apps";
import { TryIt } from "../features/tryit";

/** An app, with the panel to try it. */
export function AppRoute() {
  return <AppPage tryIt={(app) => <TryIt app={app} />} />;
}
