import { expect, test } from "vitest";
import { problemOf } from "./problem";

test("reads a problem document", () => {
  const problem = problemOf({
    code: "invalid-input",
    title: "t",
    detail: "d",
    status: 400,
    traceId: "x",
    errors: [{ pointer: "/a", code: "c", message: "m", line: 2, column: 3 }],
  });
  expect(problem).toEqual({
    code: "invalid-input",
    title: "t",
    detail: "d",
    status: 400,
    traceId: "x",
    errors: [{ pointer: "/a", code: "c", message: "m", line: 2, column: 3 }],
  });
});

test("calls everything else unreachable", () => {
  for (const other of [undefined, null, "<html>", new TypeError("Failed to fetch"), {}]) expect(problemOf(other).code).toBe("unreachable");
});
