/** One thing wrong with a request. */
export type Violation = { pointer: string; code: string; message: string; line?: number; column?: number; suggestion?: string };

/** Why a call failed, as the platform says it (RFC 9457); `unreachable` when it said nothing. */
export type Problem = { code: string; title: string; detail: string; status: number; traceId?: string; errors: Violation[] };

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Reads whatever a call was refused with. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (!isObject(error) || typeof error.code !== "string") {
    return { code: "unreachable", title: "", detail: "", status: 0, errors: [] };
  }
  return {
    code: error.code,
    title: text(error.title),
    detail: text(error.detail),
    status: typeof error.status === "number" ? error.status : 0,
    ...(typeof error.traceId === "string" ? { traceId: error.traceId } : {}),
    errors: Array.isArray(error.errors) ? error.errors.filter(isObject).map(violation) : [],
  };
}

function violation(from: Record<string, unknown>): Violation {
  return {
    pointer: text(from.pointer),
    code: text(from.code),
    message: text(from.message),
    ...(typeof from.line === "number" ? { line: from.line } : {}),
    ...(typeof from.column === "number" ? { column: from.column } : {}),
    ...(typeof from.suggestion === "string" ? { suggestion: from.suggestion } : {}),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
