import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { open, platform, samples, violations } from "../../test";

test("lists keys without their secrets", async () => {
  await open("/api-keys", "API 密钥");
  const row = (await screen.findByText("billing job")).closest("tr");
  expect(row).toHaveTextContent("usage:read");
  expect(row).toHaveTextContent("有效");
  expect(row).toHaveTextContent("不过期");
  expect(await violations()).toEqual([]);
});

test("makes a key, shows it once and copies it", async () => {
  const created = vi.fn();
  platform.use(
    http.post("*/v1/api-keys", async ({ request }) => {
      created(await request.json());
      return HttpResponse.json({ id: samples.apiKey.id, prefix: "flo_zz", key: "flo_zz_secret" }, { status: 201 });
    }),
  );
  const { user } = await open("/api-keys", "API 密钥");
  await user.click(screen.getByRole("button", { name: /创建密钥/ }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByRole("textbox", { name: "名称" }), "batch");
  await user.click(within(dialog).getByRole("button", { name: "创建密钥" }));

  await waitFor(() =>
    expect(created).toHaveBeenCalledWith({ name: "batch", scopes: ["apps:read", "invocations:run", "invocations:read"] }),
  );
  await waitFor(() => expect(screen.getByText("flo_zz_secret")).toBeVisible());
  await user.click(screen.getByRole("button", { name: "复制密钥" }));
  expect(await navigator.clipboard.readText()).toBe("flo_zz_secret");
  await user.click(screen.getByRole("button", { name: "我已保存" }));
  await waitFor(() => expect(screen.queryByText("flo_zz_secret")).toBeNull());
});

test("revokes a key after asking", async () => {
  const revoked = vi.fn();
  platform.use(
    http.delete("*/v1/api-keys/:id", ({ params }) => {
      revoked(params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await open("/api-keys", "API 密钥");
  await user.click(await screen.findByRole("button", { name: "吊销" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "吊销" }));
  await waitFor(() => expect(revoked).toHaveBeenCalledWith(samples.apiKey.id));
});

test("offers nothing to do with a revoked key", async () => {
  platform.use(http.get("*/v1/api-keys", () => HttpResponse.json({ items: [{ ...samples.apiKey, revokedAt: "2026-11-21T00:00:00Z" }] })));
  await open("/api-keys", "API 密钥");
  expect(await screen.findByText("已吊销")).toBeVisible();
  expect(screen.queryByRole("button", { name: "吊销" })).toBeNull();
});
