export { Console } from "./Console";
export { createConsoleRouter } from "./router";
