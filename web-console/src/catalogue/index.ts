export { useIndustryNames } from "./names";
export { ScenarioName } from "./ScenarioName";
