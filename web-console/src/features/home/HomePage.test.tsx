import { screen, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { open, platform, refused, samples, violations } from "../../test";

test("shows today's numbers, the newest runs and what they were for", async () => {
  await open("/", "首页");

  expect(await screen.findByText("¥0.0500")).toBeVisible();
  const recent = screen.getByRole("region", { name: "最近的调用" });
  expect(await within(recent).findByRole("link", { name: /complaint-desk/ })).toHaveAttribute(
    "href",
    `/console/invocations/${samples.invocation.id}`,
  );
  const scenarios = screen.getByRole("region", { name: "今天的场景" });
  expect(await within(scenarios).findByText("30 次 · ¥0.0300")).toBeVisible();
  expect(await violations()).toEqual([]);
});

test("tells a new tenant where to begin", async () => {
  platform.use(
    http.get("*/v1/invocations", () => HttpResponse.json({ items: [] })),
    http.get("*/v1/usage", () => HttpResponse.json(samples.usage([], []))),
  );
  await open("/", "首页");

  expect(await screen.findByText("还没有调用")).toBeVisible();
  expect(await screen.findByText("今天还没有模型调用")).toBeVisible();
});

test("says what failed, and tries again when asked", async () => {
  platform.use(http.get("*/v1/invocations", () => refused(503, "internal", "The database is away."), { once: true }));
  const { user } = await open("/", "首页");

  expect(await screen.findByText("平台内部错误")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "重试" }));
  expect(await screen.findByRole("link", { name: /complaint-desk/ })).toBeVisible();
});
