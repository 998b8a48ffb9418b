import { expect, test } from "vitest";
import { BEGUN, next, type Run } from "./run";

const now = "2026-11-25T00:00:00Z";
const after = (...events: [string, Record<string, unknown>][]): Run =>
  events.reduce((run, [name, data]) => next(run, { name, data }, now), BEGUN);

test("tells the iterations of a step apart", () => {
  const run = after(
    ["step.started", { step: "one", iteration: "0", type: "prompt" }],
    ["step.started", { step: "one", iteration: "1", type: "prompt" }],
    ["step.delta", { step: "one", iteration: "1", text: "b" }],
  );
  expect(run.steps.map((step) => [step.key, step.text])).toEqual([
    ["one#0", ""],
    ["one#1", "b"],
  ]);
});

test("begins the text again when a step is tried again", () => {
  const run = after(
    ["step.started", { step: "one" }],
    ["step.delta", { step: "one", text: "half" }],
    ["step.retrying", { step: "one" }],
    ["step.delta", { step: "one", text: "whole" }],
  );
  expect(run.steps[0]?.text).toBe("whole");
});

test("shows a skipped step that never began", () => {
  const run = after(["step.finished", { step: "two", type: "tool", state: "skipped", output: null }]);
  expect(run.steps[0]).toMatchObject({ step: "two", state: "skipped" });
  expect(run.steps[0]?.finishedAt).toBeUndefined();
});

test("ends with the problem of a run that failed", () => {
  const run = after([
    "invocation.finished",
    { id: "i", state: "failed", problem: { code: "model-timeout", detail: "too slow", retryable: true } },
  ]);
  expect(run).toMatchObject({ phase: "ended", id: "i", state: "failed", problem: { code: "model-timeout" } });
});

test("passes over events it does not know", () => {
  expect(after(["something.new", {}])).toEqual(BEGUN);
});
