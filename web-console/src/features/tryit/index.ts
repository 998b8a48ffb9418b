export { TryIt } from "./TryIt";
