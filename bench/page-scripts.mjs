import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const CHUNK = /static\/chunks\/[\w./~%[\]()@-]+?\.js/g;
const OLD_BROWSERS_ONLY = /<script[^>]*noModule[^>]*>/gi;

/**
 * JavaScript a page makes a browser fetch: every chunk its first answer names, in script tags or
 * in the data React wakes the page with, but for what only browsers without modules ask for.
 */
export function scriptsOf(html) {
  const skipped = new Set(html.match(OLD_BROWSERS_ONLY)?.flatMap((tag) => tag.match(CHUNK) ?? []));
  const named = new Set(html.match(CHUNK) ?? []);
  return [...named].filter((name) => !skipped.has(name));
}

const sizes = new Map();

function gzipped(path) {
  if (!sizes.has(path)) {
    sizes.set(path, gzipSync(readFileSync(path)).length);
  }
  return sizes.get(path);
}

/** Kilobytes of 1,000 bytes, gzipped, of the JavaScript a page's answer names. */
export function scriptWeight({ html, buildDir }) {
  const bytes = scriptsOf(html)
    .map((name) => gzipped(join(buildDir, decodeURIComponent(name))))
    .reduce((sum, size) => sum + size, 0);
  return bytes / 1000;
}

function isPage(route) {
  return route.endsWith("/page") || route === "/page";
}

/** Addresses of every page of a build, with the places of one project put in. */
export function routesOf({ buildDir, parts }) {
  const manifest = JSON.parse(
    readFileSync(join(buildDir, "app-path-routes-manifest.json"), "utf8"),
  );
  const routes = Object.entries(manifest)
    .filter(
      ([source, route]) => isPage(source) && !source.includes("/@") && route !== "/_not-found",
    )
    .map(([, route]) => route);
  return [...new Set(routes)]
    .filter((route) => !route.startsWith("/_"))
    .sort((left, right) => left.localeCompare(right))
    .map((route) => ({
      route,
      path: route.replaceAll(/\[(\w+)\]/g, (_, name) => parts[name] ?? "none"),
    }));
}
