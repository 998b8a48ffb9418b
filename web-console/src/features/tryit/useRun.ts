import { useCallback, useEffect, useRef, useState } from "react";
import { runStream } from "../../api";
import { BEGUN, next, type Run } from "./run";

/** Runs an app and follows it; leaving the page stops the following, not the run. */
export function useRun(app: string) {
  const [run, setRun] = useState<Run>();
  const [error, setError] = useState<unknown>();
  const following = useRef<AbortController>(undefined);

  // the stream is outside React, and ends with the page
  useEffect(() => () => following.current?.abort(), []);

  const start = useCallback(
    async (inputs: Record<string, unknown>, environment: string) => {
      following.current?.abort();
      const mine = new AbortController();
      following.current = mine;
      setError(undefined);
      setRun(BEGUN);
      try {
        for await (const event of runStream(app, { inputs, environment }, mine.signal)) {
          setRun((before) => next(before ?? BEGUN, event, new Date().toISOString()));
        }
      } catch (failure) {
        if (mine.signal.aborted) return;
        setRun(undefined);
        setError(failure);
      }
    },
    [app],
  );
  return { run, error, start, isRunning: run !== undefined && run.phase !== "ended" };
}
