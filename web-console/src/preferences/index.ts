export * from "./preferences";
