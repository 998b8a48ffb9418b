import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { open, platform, refused, samples, violations } from "../../test";

test("lists runs with what they took and cost", async () => {
  await open("/invocations", "调用记录");

  const row = (await screen.findByRole("link", { name: "complaint-desk · v2" })).closest("tr");
  expect(row).toHaveTextContent("2026/11/25 08:30:00");
  expect(row).toHaveTextContent("成功");
  expect(row).toHaveTextContent("1.8 秒");
  expect(row).toHaveTextContent("1,540");
  expect(row).toHaveTextContent("¥0.0126");
  expect(await violations()).toEqual([]);
});

test("asks the platform for the filters in the address", async () => {
  const asked = vi.fn();
  platform.use(
    http.get("*/v1/invocations", ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked(query.get("state"), query.get("app"));
      return HttpResponse.json({ items: [] });
    }),
  );
  await open("/invocations?state=failed&app=complaint-desk", "调用记录");

  expect(await screen.findByText("没有符合条件的调用")).toBeVisible();
  expect(asked).toHaveBeenCalledWith("failed", "complaint-desk");
});

test("reads on by cursor", async () => {
  platform.use(
    http.get("*/v1/invocations", ({ request }) => {
      const isSecond = new URL(request.url).searchParams.get("cursor") === "next";
      return isSecond
        ? HttpResponse.json({ items: [{ ...samples.invocation, id: "019ab000-0000-7000-8000-000000000002", app: "older" }] })
        : HttpResponse.json({ items: [samples.invocation], nextCursor: "next" });
    }),
  );
  const { user } = await open("/invocations", "调用记录");
  await user.click(await screen.findByRole("button", { name: "加载更多" }));

  expect(await screen.findByRole("link", { name: "older · v2" })).toBeVisible();
  expect(screen.getByRole("link", { name: "complaint-desk · v2" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "加载更多" })).toBeNull();
});

test("shows a run's steps under their titles, with what each used and yielded", async () => {
  const { user } = await open(`/invocations/${samples.invocation.id}`, "complaint-desk 的一次调用");

  const steps = await screen.findByRole("list", { name: "步骤" });
  const draft = await within(steps).findByRole("button", { name: /起草答复/ });
  expect(draft).toHaveTextContent("500 → 328 Token");
  expect(draft).toHaveTextContent("¥0.0086");
  expect(draft).toHaveTextContent("970 毫秒");
  await user.click(draft);
  expect(within(steps).getByText("尊敬的客户：您好！")).toBeVisible();
  expect(await violations()).toEqual([]);
});

test("says why a run failed", async () => {
  const problem = { code: "model-timeout", detail: "The model took longer than 30 s.", retryable: true, step: "draft" };
  platform.use(
    http.get("*/v1/invocations/:id", () => HttpResponse.json({ ...samples.invocation, state: "failed", output: null, problem })),
  );
  await open(`/invocations/${samples.invocation.id}`, "complaint-desk 的一次调用");

  expect(await screen.findByText("模型响应超时")).toBeVisible();
  expect(screen.getByText("没有输出")).toBeVisible();
});

test("stops a run that goes on, and sees it end", async () => {
  let state = "running";
  platform.use(
    http.get("*/v1/invocations/:id", () => HttpResponse.json({ ...samples.invocation, state, output: null })),
    http.post("*/v1/invocations/:id/cancel", () => {
      state = "cancelled";
      return HttpResponse.json({ ...samples.invocation, state }, { status: 202 });
    }),
  );
  const { user } = await open(`/invocations/${samples.invocation.id}`, "complaint-desk 的一次调用");
  await user.click(await screen.findByRole("button", { name: "停止" }));

  expect(await screen.findByText("已取消")).toBeVisible();
  await waitFor(() => expect(screen.queryByRole("button", { name: "停止" })).toBeNull());
});

test("says that an unknown run is not there", async () => {
  platform.use(http.get("*/v1/invocations/:id", () => refused(404, "not-found", "There is no such invocation.")));
  await open("/invocations/nothing", "调用");
  expect(await screen.findByText("不存在")).toBeVisible();
});
