export { FONT, type Look, themeOf, useLook, useStillness } from "./theme";
