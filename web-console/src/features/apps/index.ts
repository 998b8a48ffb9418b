export { AppPage } from "./AppPage";
export { AppsPage } from "./AppsPage";
