import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

// `npx vite --config src/dashboard/vite.config.ts` serves it while one works on it, with the API
// of a server on its usual port.
const api = { target: "http://127.0.0.1:4000", ws: true };

export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL("../../dist/dashboard", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    // Inlined files would be data: addresses, which the policy forbids to fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: `${here}/index.html`, "sandi-otp": `${here}/widget/sandi-otp.ts` },
      output: {
        // Other sites name the widget's file, so its name stays.
        entryFileNames: ({ name }) =>
          name === "sandi-otp" ? "widget/[name].js" : "assets/[name]-[hash].js",
      },
    },
  },
  server: {
    proxy: { "/graphql": api, "/session": api, "/demo": api, "/exports": api, "/uploads": api },
  },
});
