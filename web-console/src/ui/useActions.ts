import { App } from "antd";
import { problemOf } from "../api";
import { problemTitle } from "./ProblemNotice";

/** Says at the top of the window how an action ended. */
export function useActions() {
  const { message, modal } = App.useApp();
  return {
    done: (text: string) => void message.success(text),
    failed(error: unknown) {
      const problem = problemOf(error);
      void message.error(problem.detail ? `${problemTitle(problem)}: ${problem.detail}` : problemTitle(problem), 6);
    },
    /** Asks before something that cannot be taken back lightly. */
    confirm: (question: { title: string; content: string; okText: string; danger?: boolean; onOk: () => Promise<unknown> }) =>
      void modal.confirm({
        title: question.title,
        content: question.content,
        okText: question.okText,
        okButtonProps: { danger: question.danger ?? false },
        onOk: question.onOk,
      }),
  };
}
