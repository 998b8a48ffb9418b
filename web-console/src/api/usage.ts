import type { Usage } from "./types";

/** The answer as numbers: the same address answers with a table whoever asks for text. */
export const AS_NUMBERS = {
  select(answer: Usage | string): Usage {
    if (typeof answer === "string") throw new Error("usage was asked for as JSON");
    return answer;
  },
};
