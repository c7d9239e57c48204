import { addressFor, isLoopback } from "./options.mjs";

/** What people would have to open; brackets of an IPv6 address are not part of its name. */
function hostOf(address) {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, "") : "";
}

/**
 * Whether others would reach Waymark without encryption. An https address is
 * believed: a proxy ends TLS there. The machine itself and its developers may
 * do without.
 */
export function plainHttp(options, env = process.env) {
  const address = env.WAYMARK_URL || addressFor(options);
  const isEncrypted = address.startsWith("https://");
  const isAtHome = isLoopback(hostOf(address)) && isLoopback(options.host);
  if (options.isDev || isEncrypted || isAtHome) {
    return null;
  }
  const place = isLoopback(hostOf(address)) ? `${options.host}, port ${options.port},` : address;
  return { place, isAllowed: env.ALLOW_PLAIN_HTTP === "1" };
}

export function refusalOfPlainHttp({ place }) {
  return `Others would reach ${place} over plain http, where passwords and signatures can be read on the way. Put a proxy that ends TLS before Waymark and start with WAYMARK_URL=https://..., or with ALLOW_PLAIN_HTTP=1 if your network itself is encrypted.`;
}

export function warningOfPlainHttp({ place }) {
  return `ALLOW_PLAIN_HTTP=1: others reach ${place} over plain http. Whoever listens on the way reads passwords and signs in their name, unless the network itself is encrypted.`;
}
