import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { i18next } from "../i18n";
import { prefer } from "../preferences";
import { platform } from "./platform";

// what antd and the chart need and jsdom lacks; the reader of tests wants no motion
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
globalThis.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    matches: media.includes("reduced-motion"),
    media,
    onchange: null,
    addListener() {},
    removeListener() {},
  });
Element.prototype.scrollIntoView = () => {};
window.scrollTo = () => {};
HTMLCanvasElement.prototype.getContext = () => null;
const styleOf = window.getComputedStyle.bind(window);
window.getComputedStyle = (element) => styleOf(element);

// a busy machine takes its time
configure({ asyncUtilTimeout: 15_000 });

beforeAll(() => platform.listen({ onUnhandledFrame: "error" }));
beforeEach(async () => {
  localStorage.clear();
  prefer({ language: "zh-CN", appearance: "light", tenant: undefined });
  await i18next.changeLanguage("zh-CN");
});
afterEach(() => {
  cleanup();
  platform.resetHandlers();
});
afterAll(() => platform.close());
