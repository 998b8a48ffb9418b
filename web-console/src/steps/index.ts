export { StepList } from "./StepList";
export { type StepItem, type StepProblem, type StepUsage, stepKey, stepState, stepTitles } from "./step";
