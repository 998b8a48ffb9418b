import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { open, platform, samples, violations } from "../../test";

test("gathers scenarios under their industry and adds up to the API's total", async () => {
  await open("/usage", "用量");

  const table = await screen.findByRole("table");
  await within(table).findByText("客户投诉答复");
  const rows = within(table)
    .getAllByRole("row")
    .map((row) =>
      within(row)
        .queryAllByRole("cell")
        .map((cell) => cell.textContent),
    );
  expect(rows).toContainEqual(["金融", "50", "2", "5,000", "500", "¥0.0500"]);
  expect(rows).toContainEqual(["客户投诉答复", "30", "1", "3,000", "300", "¥0.0300"]);
  expect(rows).toContainEqual(["finance.insurance.claim-triage", "20", "1", "2,000", "200", "¥0.0200"]);
  expect(rows.at(-1)).toEqual(["合计", "50", "2", "5,000", "500", "¥0.0500"]);
  expect(await violations()).toEqual([]);
});

test("keeps the span and the grouping in the address and asks the platform for them", async () => {
  const asked: URL[] = [];
  platform.events.on("request:start", ({ request }) => void asked.push(new URL(request.url)));
  const { history } = await open("/usage?span=7d&by=model", "用量");

  expect(await screen.findByRole("cell", { name: "qwen-plus" })).toBeVisible();
  expect(history.location.search).toContain("span=7d");
  const usage = asked.filter((url) => url.pathname === "/v1/usage");
  expect(usage.map((url) => url.searchParams.get("groupBy"))).toEqual(["model", "model"]);
  expect(usage.map((url) => url.searchParams.get("window"))).toContain("day");
  platform.events.removeAllListeners();
});

test("changes the span from the page", async () => {
  const { user, history } = await open("/usage", "用量");
  await user.click(await screen.findByText("近 30 天"));
  await waitFor(() => expect(history.location.search).toContain("span=30d"));
});

test("downloads what is shown as a table", async () => {
  const asked = vi.fn();
  platform.use(
    http.get("*/v1/usage", ({ request }) => {
      if (request.headers.get("Accept") !== "text/csv") return undefined;
      asked(new URL(request.url).searchParams.get("groupBy"), request.headers.get("X-Requested-With"));
      return HttpResponse.text("start,industry\r\n");
    }),
  );
  URL.createObjectURL = vi.fn(() => "blob:usage");
  URL.revokeObjectURL = vi.fn();
  const { user } = await open("/usage", "用量");
  await user.click(screen.getByRole("button", { name: /下载 CSV/ }));
  await waitFor(() => expect(asked).toHaveBeenCalledWith("industry,scenario", "JavaScript"));
});

test("says so when nothing was used", async () => {
  platform.use(http.get("*/v1/usage", () => HttpResponse.json(samples.usage([], []))));
  await open("/usage", "用量");
  expect(await screen.findByText("这段时间没有用量")).toBeVisible();
});
