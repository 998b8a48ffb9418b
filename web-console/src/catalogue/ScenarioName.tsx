import { useScenarioName } from "./names";

/** What a scenario is called, with its code for who points at it. */
export function ScenarioName({ code }: { code: string }) {
  return <span title={code}>{useScenarioName(code)}</span>;
}
