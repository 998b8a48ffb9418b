import { render, screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { navigation } from "../session";
import { open, platform, refused, samples, violations } from "../test";
import { Console } from "./Console";
import { createConsoleRouter } from "./router";

afterEach(() => {
  vi.restoreAllMocks();
  window.history.replaceState(null, "", "/console/");
});

test("sends who is not signed in to the sign-in, to come back to where they were", async () => {
  const leave = vi.spyOn(navigation, "leave").mockImplementation(() => undefined);
  platform.use(http.get("*/v1/me", () => refused(401, "unauthenticated", "Sign in.")));
  window.history.replaceState(null, "", "/console/apps?q=1");
  render(<Console router={createConsoleRouter()} />);

  await waitFor(() => expect(leave).toHaveBeenCalledWith("/session/sign-in?to=%2Fconsole%2Fapps%3Fq%3D1"));
});

test("sends to the sign-in whose session ends while they work", async () => {
  const leave = vi.spyOn(navigation, "leave").mockImplementation(() => undefined);
  const { user } = await open("/", "首页");
  expect(leave).not.toHaveBeenCalled();
  platform.use(http.get("*/v1/members", () => refused(401, "unauthenticated", "Sign in.")));
  await user.click(screen.getByRole("link", { name: "成员" }));

  await waitFor(() => expect(leave).toHaveBeenCalledOnce());
});

test("does not begin a sign-in by itself for who signed out", async () => {
  const leave = vi.spyOn(navigation, "leave").mockImplementation(() => undefined);
  window.history.replaceState(null, "", "/console/?signedOut");
  render(<Console router={createConsoleRouter()} />);

  expect(await screen.findByRole("heading", { name: "您已退出登录" })).toBeVisible();
  expect(leave).not.toHaveBeenCalled();
  screen.getByRole("button", { name: "登录" }).click();
  expect(leave).toHaveBeenCalledWith("/session/sign-in?to=%2Fconsole%2F");
});

test("says that a sign-in failed", async () => {
  window.history.replaceState(null, "", "/console/?signIn=failed");
  render(<Console router={createConsoleRouter()} />);
  expect(await screen.findByRole("heading", { name: "登录没有成功" })).toBeVisible();
});

test("tells who is in no tenant how to get into one", async () => {
  platform.use(
    http.get("*/v1/me", () => HttpResponse.json({ kind: "person", id: "1", operator: false, permissions: ["self:read"], tenants: [] })),
  );
  render(<Console router={createConsoleRouter()} />);
  expect(await screen.findByRole("heading", { name: "您还不属于任何租户" })).toBeVisible();
});

test("acts in the first of several tenants, and in the one chosen after", async () => {
  const named: (string | null)[] = [];
  const tenants = [
    { tenant: "demo", title: "港苇银行", role: "owner" as const },
    { tenant: "rival", title: "对手银行", role: "viewer" as const },
  ];
  platform.use(
    http.get("*/v1/me", ({ request }) => {
      const tenant = request.headers.get("Flotilla-Tenant");
      named.push(tenant);
      return HttpResponse.json(
        tenant === null
          ? { kind: "person", id: "1", operator: false, permissions: ["self:read"], tenants }
          : { ...samples.owner, tenant, tenants },
      );
    }),
  );
  const { user } = await open("/", "首页");
  expect(named).toEqual([null, "demo"]);
  await user.click(screen.getByRole("combobox", { name: "切换租户" }));
  await user.click(await screen.findByTitle("对手银行"));

  await waitFor(() => expect(named.at(-1)).toBe("rival"));
  expect(await screen.findByText("对手银行 今天的运行情况")).toBeVisible();
});

test("forgets a tenant that one is no longer in", async () => {
  platform.use(
    http.get("*/v1/me", ({ request }) =>
      request.headers.get("Flotilla-Tenant") === "gone" ? refused(404, "not-found", "No.") : HttpResponse.json(samples.owner),
    ),
  );
  const { actIn } = await import("../api");
  const { prefer } = await import("../preferences");
  prefer({ tenant: "gone" });
  actIn("gone");
  await open("/", "首页");
});

test("offers only the pages that a role may see", async () => {
  platform.use(http.get("*/v1/me", () => HttpResponse.json(samples.viewer)));
  await open("/", "首页");
  const nav = screen.getAllByRole("navigation", { name: "主导航" })[0] ?? document.body;
  expect(
    within(nav)
      .getAllByRole("link")
      .map((link) => link.textContent),
  ).toEqual(["首页", "应用", "调用记录", "用量", "模型"]);
});

test("speaks English when asked, and remembers it", async () => {
  const { user } = await open("/", "首页");
  await user.click(screen.getByText("EN"));

  expect(await screen.findByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  expect(document.documentElement.lang).toBe("en");
  expect(localStorage.getItem("flotilla.preferences")).toContain('"language":"en"');
});

test("turns dark when asked", async () => {
  const { user } = await open("/", "首页");
  await user.click(screen.getByRole("button", { name: "切换到深色" }));
  expect(await screen.findByRole("button", { name: "切换到浅色" })).toBeVisible();
  expect(document.documentElement.style.colorScheme).toBe("dark");
});

test("signs out by the platform", async () => {
  const leave = vi.spyOn(navigation, "leave").mockImplementation(() => undefined);
  const { user } = await open("/", "首页");
  await user.click(screen.getByRole("button", { name: /个人菜单/ }));
  await user.click(await screen.findByText("退出登录"));
  expect(leave).toHaveBeenCalledWith("/session/sign-out");
});

test("says so when an address leads nowhere", async () => {
  await open("/nothing/here", "没有这个页面");
  expect(await violations()).toEqual([]);
});
