import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { open, platform, refused, samples, violations } from "../../test";

test("lists apps under their titles", async () => {
  await open("/apps", "应用");

  expect(await screen.findByRole("link", { name: "投诉受理台" })).toHaveAttribute("href", "/console/apps/complaint-desk");
  expect(await violations()).toEqual([]);
});

test("invites to make the first app", async () => {
  platform.use(http.get("*/v1/apps", () => HttpResponse.json({ items: [] })));
  await open("/apps", "应用");
  expect(await screen.findByText("还没有应用")).toBeVisible();
});

test("releases a version in the environment that is named", async () => {
  const released = vi.fn();
  platform.use(
    http.post("*/v1/apps/:app/releases", async ({ request }) => {
      released(await request.json());
      return HttpResponse.json(samples.liveRelease, { status: 201 });
    }),
  );
  const { user } = await open("/apps/complaint-desk?tab=versions", "投诉受理台");
  const row = (await screen.findByText("11aa22bb33cc")).closest("tr");
  if (!row) throw new Error("no row");
  await user.click(within(row).getByRole("button", { name: "发布" }));
  const dialog = await screen.findByRole("dialog", { name: "发布 v1" });
  await user.click(within(dialog).getByRole("button", { name: "发布" }));

  await waitFor(() => expect(released).toHaveBeenCalledWith({ version: 1, environment: "production" }));
  expect(await screen.findByText("v1 已在 production 生效")).toBeVisible();
});

test("says why a release was refused and keeps the dialog", async () => {
  platform.use(http.post("*/v1/apps/:app/releases", () => refused(409, "conflict", "The connector is gone.")));
  const { user } = await open("/apps/complaint-desk?tab=versions", "投诉受理台");
  await user.click((await screen.findAllByRole("button", { name: "发布" }))[0] ?? document.body);
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "发布" }));

  expect(await within(dialog).findByText("The connector is gone.")).toBeVisible();
});

test("rolls the live release back after asking", async () => {
  const asked = vi.fn();
  platform.use(
    http.post("*/v1/apps/:app/releases/rollback", async ({ request }) => {
      asked(await request.json());
      return HttpResponse.json({ ...samples.pastRelease, live: true });
    }),
  );
  const { user } = await open("/apps/complaint-desk?tab=releases", "投诉受理台");
  await user.click(await screen.findByRole("button", { name: "回滚" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "回滚" }));

  await waitFor(() => expect(asked).toHaveBeenCalledWith({ environment: "production" }));
  expect(await screen.findByText("production 已回到 v1")).toBeVisible();
});

test("offers a viewer nothing to change", async () => {
  platform.use(http.get("*/v1/me", () => HttpResponse.json(samples.viewer)));
  await open("/apps/complaint-desk", "投诉受理台");

  expect(await screen.findByText("11aa22bb33cc")).toBeVisible();
  expect(screen.queryByRole("tab", { name: "试运行" })).toBeNull();
  expect(screen.queryByRole("button", { name: "发布" })).toBeNull();
});

test("checks a changed document and shows where it is wrong, then publishes it", async () => {
  platform.use(
    http.put("*/v1/apps/:app", async ({ request }) => {
      const isCheck = new URL(request.url).searchParams.has("check");
      const text = await request.text();
      if (!isCheck) return HttpResponse.json({ ...samples.app, version: 3, warnings: [] }, { status: 201 });
      return text.includes("kimd")
        ? HttpResponse.json({
            valid: false,
            violations: [
              { pointer: "/kimd", code: "unknown-property", message: "'kimd' is unknown.", line: 1, column: 1, suggestion: "kind" },
            ],
            warnings: [],
          })
        : HttpResponse.json({ valid: true, violations: [], warnings: [] });
    }),
  );
  const { user } = await open("/apps/complaint-desk?tab=definition", "投诉受理台");
  await user.click(await screen.findByRole("button", { name: "编辑" }));
  const text = screen.getByRole("textbox", { name: "应用定义" });
  await user.clear(text);
  await user.type(text, "kimd: App");
  await user.click(screen.getByRole("button", { name: "检查" }));
  expect(await screen.findByText("第 1 行第 1 列")).toBeVisible();
  expect(screen.getByText(/是否想写“kind”？/)).toBeVisible();

  await user.clear(text);
  await user.type(text, "kind: App");
  await user.click(await screen.findByRole("button", { name: "发布为新版本" }));
  expect(await screen.findByText("已保存为 v3")).toBeVisible();
});

test("says that an unknown app is not there", async () => {
  platform.use(http.get("*/v1/apps/:app", () => refused(404, "not-found", "There is no such app.")));
  await open("/apps/nothing", "nothing");
  expect(await screen.findByText("不存在")).toBeVisible();
});
