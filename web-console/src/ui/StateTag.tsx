import type { InvocationState } from "../api";
import { useTranslation } from "../i18n";
import { Badge, type Tone } from "./Badge";

const TONES: Record<InvocationState, Tone> = {
  queued: "neutral",
  running: "active",
  waiting: "warning",
  succeeded: "good",
  failed: "bad",
  cancelled: "neutral",
  expired: "bad",
};

/** How an invocation is doing. */
export function StateTag({ state }: { state: InvocationState }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}
