export { open, violations } from "./console";
export { platform, refused } from "./platform";
export * as samples from "./samples";
