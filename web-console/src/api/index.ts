export { call } from "./call";
export { $api, actIn, client, whenSignedOut } from "./client";
export { download } from "./download";
export { isObject, type Problem, ProblemError, problemOf, type Violation } from "./problem";
export { runStream, type ServerEvent, serverEvents } from "./stream";
export type * from "./types";
