export { DASH, type Format, formatIn, type Money } from "./format";
export { useFormat } from "./useFormat";
