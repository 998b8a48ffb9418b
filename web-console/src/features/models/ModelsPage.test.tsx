import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { open, platform, samples, violations } from "../../test";

test("lists models with their prices", async () => {
  await open("/models", "模型");
  const row = (await screen.findByText("builtin-reader")).closest("tr");
  expect(row).toHaveTextContent("0.8 CNY");
  expect(row).toHaveTextContent("8,192");
  expect(await violations()).toEqual([]);
});

test("changes a model's price and keeps the rest", async () => {
  const put = vi.fn();
  platform.use(
    http.put("*/v1/models/:model", async ({ request }) => {
      put(await request.json());
      return HttpResponse.json(samples.model);
    }),
  );
  const { user } = await open("/models", "模型");
  await user.click(await screen.findByRole("button", { name: "编辑 builtin-reader" }));
  const dialog = await screen.findByRole("dialog");
  const input = within(dialog).getByRole("textbox", { name: "输入 / 百万" });
  await user.clear(input);
  await user.type(input, "0.9");
  await user.click(within(dialog).getByRole("button", { name: "保存" }));

  await waitFor(() =>
    expect(put).toHaveBeenCalledWith({
      provider: "sandbox",
      upstreamName: "reader-1",
      contextLength: 8192,
      labels: {},
      price: { currency: "CNY", inputPerMillion: "0.9", outputPerMillion: "2", cachedInputPerMillion: "0.8", perRequest: "0" },
    }),
  );
});

test("refuses an amount that is none", async () => {
  const { user } = await open("/models", "模型");
  await user.click(await screen.findByRole("button", { name: "编辑 builtin-reader" }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByRole("textbox", { name: "输出 / 百万" }), "x");
  expect(await within(dialog).findByText("不为负的小数，例如 0.8")).toBeVisible();
});

test("shows what a model cost before", async () => {
  const { user } = await open("/models", "模型");
  await user.click(await screen.findByRole("button", { name: "builtin-reader 的价格" }));
  const dialog = await screen.findByRole("dialog", { name: "builtin-reader 的价格" });
  expect(await within(dialog).findByText("v1")).toBeVisible();
});

test("lists providers and writes a key that is never read", async () => {
  const put = vi.fn();
  platform.use(
    http.put("*/v1/providers/:provider", async ({ request }) => {
      put(await request.json());
      return HttpResponse.json(samples.provider);
    }),
  );
  const { user } = await open("/models?tab=providers", "模型");
  await user.click(await screen.findByRole("button", { name: "编辑 sandbox" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByLabelText("访问密钥")).toHaveValue("");
  await user.click(within(dialog).getByRole("button", { name: "保存" }));
  await waitFor(() => expect(put).toHaveBeenCalledWith({ kind: "openai", baseUrl: "http://127.0.0.1:9000/v1" }));
});

test("offers a viewer nothing to change", async () => {
  platform.use(http.get("*/v1/me", () => HttpResponse.json(samples.viewer)));
  await open("/models", "模型");
  expect(await screen.findByText("builtin-reader")).toBeVisible();
  expect(screen.queryByRole("button", { name: /编辑|移除|添加/ })).toBeNull();
});
