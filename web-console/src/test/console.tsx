import { createMemoryHistory } from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { Console, createConsoleRouter } from "../shell";

/** Opens the whole console at an address below `/console` and waits until the page of this name is there. */
export async function open(path: string, heading: string | RegExp) {
  const history = createMemoryHistory({ initialEntries: [`/console${path}`] });
  const user = userEvent.setup({ delay: null });
  const view = render(<Console router={createConsoleRouter(history)} />);
  await screen.findByRole("heading", { level: 1, name: heading }, { timeout: 10_000 });
  return { user, history, view };
}

/** What axe finds wrong with what is on the screen. Not its colours: jsdom draws nothing. */
export async function violations() {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ")}`);
}
