import { resolve } from "node:path";

/** The output of Next must lie inside the project's folder; the rest is as in the product. */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  compress: true,
  distDir: ".next",
  turbopack: { root: resolve(import.meta.dirname, "../..") },
};
