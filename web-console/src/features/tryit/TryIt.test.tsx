import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { open, platform, refused, samples, violations } from "../../test";

const id = samples.invocation.id;

/** A stream whose next event comes when the test says so. */
function script() {
  const encoder = new TextEncoder();
  let send: (name: string, data: object) => void = () => undefined;
  let close: () => void = () => undefined;
  const body = new ReadableStream({
    start(controller) {
      send = (name, data) => controller.enqueue(encoder.encode(`id: 1\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`));
      close = () => controller.close();
    },
  });
  return { body, send: (name: string, data: object) => send(name, data), close: () => close() };
}

test("runs the live version and shows steps, text and output as they come", async () => {
  const asked = vi.fn();
  const stream = script();
  platform.use(
    http.post("*/v1/apps/:app/invocations", async ({ request }) => {
      asked(await request.json(), request.headers.get("Accept"), request.headers.get("X-Requested-With"));
      return new HttpResponse(stream.body, { headers: { "Content-Type": "text/event-stream" } });
    }),
  );
  const { user } = await open("/apps/complaint-desk", "投诉受理台");
  await user.click(await screen.findByRole("button", { name: "填入示例" }));
  expect(screen.getByRole("textbox", { name: /text/ })).toHaveValue("我的卡被盗刷了");
  await user.click(screen.getByRole("button", { name: /运行/ }));

  await waitFor(() =>
    expect(asked).toHaveBeenCalledWith(
      { inputs: { text: "我的卡被盗刷了", language: "zh" }, environment: "production" },
      "text/event-stream",
      "JavaScript",
    ),
  );
  const run = screen.getByRole("region", { name: "运行" });
  stream.send("invocation.queued", { id });
  stream.send("step.started", { step: "draft", type: "prompt" });
  stream.send("step.delta", { step: "draft", text: "尊敬的" });
  stream.send("step.delta", { step: "draft", text: "客户" });
  expect(await within(run).findByText("起草答复")).toBeVisible();
  expect(await within(run).findByText("尊敬的客户")).toBeVisible();
  expect(within(run).getByRole("button", { name: "停止" })).toBeVisible();

  stream.send("step.finished", {
    step: "draft",
    type: "prompt",
    state: "succeeded",
    output: { text: "尊敬的客户" },
    usage: { modelCalls: 1, inputTokens: 500, outputTokens: 328 },
  });
  stream.send("invocation.finished", {
    id,
    state: "succeeded",
    output: { reply: "尊敬的客户：您好！" },
    usage: samples.invocation.usage,
    timing: samples.invocation.timing,
  });
  stream.close();
  expect(await within(run).findByText("尊敬的客户：您好！")).toBeVisible();
  expect(within(run).getByText("¥0.0126")).toBeVisible();
  expect(within(run).getByText("1.8 秒")).toBeVisible();
  expect(within(run).getByRole("link", { name: "查看这次调用" })).toHaveAttribute("href", `/console/invocations/${id}`);
  expect(await violations()).toEqual([]);
});

test("asks for what is required before it runs", async () => {
  const { user } = await open("/apps/complaint-desk", "投诉受理台");
  await user.click(await screen.findByRole("button", { name: /运行/ }));
  expect(await screen.findByText("此项必填")).toBeVisible();
});

test("puts what the platform refuses beside the field it is about", async () => {
  platform.use(
    http.post("*/v1/apps/:app/invocations", () =>
      refused(400, "invalid-input", "The inputs do not fit.", [{ pointer: "/inputs/text", code: "maxLength", message: "Too long." }]),
    ),
  );
  const { user } = await open("/apps/complaint-desk", "投诉受理台");
  await user.click(await screen.findByRole("button", { name: "填入最近一次的输入" }));
  await user.click(screen.getByRole("button", { name: /运行/ }));
  expect(await screen.findByText("请求有误")).toBeVisible();
  expect(screen.getAllByText(/Too long\./).length).toBeGreaterThan(1);
});

test("sends to the versions when none is live", async () => {
  platform.use(http.get("*/v1/apps/:app/releases", () => HttpResponse.json({ items: [samples.pastRelease] })));
  await open("/apps/complaint-desk", "投诉受理台");
  expect(await screen.findByText("这个应用还没有生效的版本")).toBeVisible();
});
