import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The platform that `npm run dev` talks to. */
const platform = process.env.FLOTILLA_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  build: { outDir: "target/console", emptyOutDir: true, target: "baseline-widely-available", chunkSizeWarningLimit: 900 },
  server: { proxy: { "/v1": platform, "/session": platform } },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://console.test/console/" } },
    setupFiles: ["./src/test/setup.ts"],
    css: false,
    testTimeout: 90_000,
    env: { TZ: "Asia/Shanghai" },
    reporters: ["default", ["junit", { suiteName: "web-console", outputFile: "target/surefire-reports/TEST-web-console.xml" }]],
  },
});
