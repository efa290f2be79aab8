import optimizeLocales from "@react-aria/optimize-locales-plugin";
import { serwist } from "@serwist/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { contentSecurityPolicy } from "./csp.ts";

/** In the built page only: the development server's hot reload needs an inline script. */
function securityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy }, injectTo: "head-prepend" },
    ],
  };
}

export default defineConfig({
  // Relative, so that any static server can serve dist/ from any folder.
  base: "./",
  plugins: [
    react(),
    // The languages of src/text: React Aria's own words in 30 further ones would only make the script longer.
    optimizeLocales.vite({ locales: ["en-US", "de-DE"] }),
    securityPolicy(),
    serwist({
      swSrc: "src/sw.ts",
      swDest: "sw.js",
      globDirectory: "dist",
      injectionPoint: "self.__SW_MANIFEST",
      rollupFormat: "iife",
      globPatterns: ["**/*.{html,js,css,wasm,svg,png,webmanifest}", "assets/inter-latin-*.woff2"],
      maximumFileSizeToCacheInBytes: 4_000_000,
    }),
  ],
  worker: { format: "es" },
  build: {
    target: ["chrome123", "firefox128", "safari17.5"],
    // A font or icon inside the style sheet would need `data:` in the policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
});
