import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { open, platform, refused, samples, violations } from "../../test";

test("lists people with their roles", async () => {
  await open("/members", "成员");
  const row = (await screen.findByText("lin@demo.example")).closest("tr");
  expect(row).toHaveTextContent("开发者");
  const invited = (await screen.findByText("zhao@demo.example")).closest("tr");
  expect(invited).toHaveTextContent("等待接受");
  expect(await violations()).toEqual([]);
});

test("invites a person", async () => {
  const invited = vi.fn();
  platform.use(
    http.post("*/v1/invitations", async ({ request }) => {
      invited(await request.json());
      return HttpResponse.json(samples.invitation, { status: 201 });
    }),
  );
  const { user } = await open("/members", "成员");
  await user.click(screen.getByRole("button", { name: /邀请成员/ }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByRole("textbox", { name: "邮箱" }), "wang@demo.example");
  await user.click(within(dialog).getByRole("button", { name: "邀请成员" }));

  await waitFor(() => expect(invited).toHaveBeenCalledWith({ email: "wang@demo.example", role: "builder" }));
  expect(await screen.findByText("已邀请 wang@demo.example")).toBeVisible();
});

test("refuses what is no address before asking the platform", async () => {
  const { user } = await open("/members", "成员");
  await user.click(screen.getByRole("button", { name: /邀请成员/ }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByRole("textbox", { name: "邮箱" }), "nobody");
  await user.click(within(dialog).getByRole("button", { name: "邀请成员" }));
  expect(await within(dialog).findByText("请填写邮箱地址")).toBeVisible();
});

test("withdraws an invitation after asking", async () => {
  const withdrawn = vi.fn();
  platform.use(
    http.delete("*/v1/invitations/:id", ({ params }) => {
      withdrawn(params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await open("/members", "成员");
  await user.click(await screen.findByRole("button", { name: "撤回对 zhao@demo.example 的邀请" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "撤回" }));
  await waitFor(() => expect(withdrawn).toHaveBeenCalledWith(samples.invitation.id));
});

test("removes a person after asking, and says why not when refused", async () => {
  platform.use(http.delete("*/v1/members/:id", () => refused(409, "conflict", "A tenant keeps at least one owner.")));
  const { user } = await open("/members", "成员");
  await user.click(await screen.findByRole("button", { name: "移除 lin@demo.example" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "移除" }));
  expect(await screen.findByText(/A tenant keeps at least one owner\./)).toBeVisible();
});

test("lets an admin not touch an owner", async () => {
  platform.use(
    http.get("*/v1/me", () => HttpResponse.json({ ...samples.owner, role: "admin" })),
    http.get("*/v1/members", () => HttpResponse.json({ items: [{ ...samples.member, role: "owner" }] })),
  );
  await open("/members", "成员");
  expect(await screen.findByText("lin@demo.example")).toBeVisible();
  expect(screen.queryByRole("button", { name: /移除/ })).toBeNull();
  expect(screen.queryByRole("combobox")).toBeNull();
});
