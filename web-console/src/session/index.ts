export { navigation, SIGN_OUT, signInAddress } from "./navigation";
export { type Session, useSession } from "./SessionContext";
export { SessionGate } from "./SessionGate";
