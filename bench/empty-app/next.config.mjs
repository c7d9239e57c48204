import { resolve } from "node:path";

/** As in the product; built from a copy in `.cache`, which is as deep as this folder. */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  compress: true,
  distDir: ".next",
  turbopack: { root: resolve(import.meta.dirname, "../..") },
};
