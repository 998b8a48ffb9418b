import { $api } from "../api";
import { titleIn } from "../i18n";
import { usePreferences } from "../preferences";

const FOR_LONG = { staleTime: Number.POSITIVE_INFINITY, retry: false };

/** What a scenario is called in the reader's language; its code until that is known, or when it is in no catalogue. */
export function useScenarioName(code: string): string {
  const { language } = usePreferences();
  const scenario = $api.useQuery(
    "get",
    "/v1/scenarios/{scenario}",
    { params: { path: { scenario: code } } },
    { ...FOR_LONG, enabled: code !== "" },
  );
  return titleIn(language, scenario.data?.name) ?? code;
}

/** The same for industries. */
export function useIndustryNames(): (code: string) => string {
  const { language } = usePreferences();
  const industries = $api.useQuery("get", "/v1/industries", {}, FOR_LONG);
  return (code) => titleIn(language, industries.data?.items.find((each) => each.code === code)?.name) ?? code;
}
