import { expect, test } from "vitest";
import { formatIn } from "./format";

const zh = formatIn("zh-CN");
const en = formatIn("en");

test("shows fractions of a cent and rounds great amounts", () => {
  expect(zh.money({ nano: 1_260_000, currency: "CNY" })).toBe("¥0.0013");
  expect(zh.money({ nano: 0, currency: "CNY" })).toBe("¥0.0000");
  expect(zh.money({ nano: 1_234_567_890_000, currency: "CNY" })).toBe("¥1,234.57");
  expect(en.money({ nano: 2_500_000_000, currency: "USD" })).toBe("$2.5000");
});

test("never shows a cost as nothing", () => {
  expect(zh.money({ nano: 12, currency: "CNY" })).toBe("< ¥0.0001");
});

test("keeps currencies apart", () => {
  const sums = [
    { nano: 1_000_000_000, currency: "CNY" },
    { nano: 2_000_000_000, currency: "USD" },
  ];
  expect(en.moneys(sums)).toBe("¥1.0000 + $2.0000");
});

test("shows what is not known as a dash and not as zero", () => {
  expect(zh.money(null)).toBe("–");
  expect(zh.count(null)).toBe("–");
  expect(zh.duration(undefined)).toBe("–");
  expect(zh.count(0)).toBe("0");
});

test("shows instants in the reader's zone", () => {
  expect(zh.time("2026-11-25T00:30:05Z")).toBe("2026/11/25 08:30:05");
  expect(en.time("2026-11-25T00:30:05Z")).toBe("Nov 25, 2026, 08:30:05");
});

test("shows spans of time in the unit that fits", () => {
  expect(zh.duration(812.4)).toBe("812 毫秒");
  expect(zh.duration(12_340)).toBe("12.3 秒");
  expect(en.duration(125_000)).toBe("2 min 5 s");
});
