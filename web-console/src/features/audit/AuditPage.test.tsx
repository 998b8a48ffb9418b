import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { open, platform, samples, violations } from "../../test";

test("lists what was changed by whom", async () => {
  await open("/audit", "审计");
  const row = (await screen.findByText("app.published")).closest("tr");
  expect(row).toHaveTextContent("complaint-desk");
  expect(row).toHaveTextContent("version 2");
  expect(await violations()).toEqual([]);
});

test("asks for the first page without a cursor, for the next one with its cursor", async () => {
  const cursors: (string | null)[] = [];
  platform.use(
    http.get("*/v1/audit", ({ request }) => {
      cursors.push(new URL(request.url).searchParams.get("cursor"));
      return HttpResponse.json({ items: [samples.auditEvent], nextCursor: "more" });
    }),
  );
  const { user } = await open("/audit", "审计");
  await user.click(await screen.findByRole("button", { name: /更多/ }));
  await waitFor(() => expect(cursors).toEqual([null, "more"]));
});

test("checks the chain when asked", async () => {
  const { user } = await open("/audit", "审计");
  await user.click(screen.getByRole("button", { name: /验证完整性/ }));
  expect(await screen.findByText("审计链完整，共 1 条")).toBeVisible();
});

test("says where the chain is broken", async () => {
  platform.use(http.get("*/v1/audit/check", () => HttpResponse.json({ holds: false, events: 4, brokenAt: 5 })));
  const { user } = await open("/audit", "审计");
  await user.click(screen.getByRole("button", { name: /验证完整性/ }));
  expect(await screen.findByText("审计链在第 5 条处断裂")).toBeVisible();
});
