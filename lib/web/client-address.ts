import "server-only";
import type { IncomingMessage } from "node:http";
import { env } from "@/lib/platform/env";

/** Who asks, as far as the outside tells. */
export type Caller = { address: string; userAgent: string };

const ADDRESS = "x-waymark-address";
const PATH = "x-waymark-path";

/**
 * Writes down where a request really comes from, and which page it asks for,
 * before anybody reads it. What
 * a client claims in a header counts only behind a proxy that is trusted, and
 * then only the last entry, which that proxy wrote.
 */
export function stampRequest(request: IncomingMessage): void {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  const isForwarded = env().TRUST_PROXY === "1" && forwarded !== undefined && forwarded !== "";
  const address = isForwarded ? forwarded : (request.socket.remoteAddress ?? "");
  const kept: string[] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const [name = "", value = ""] = request.rawHeaders.slice(index, index + 2);
    if (![ADDRESS, PATH].includes(name.toLowerCase())) {
      kept.push(name, value);
    }
  }
  const path = pathOf(request.url ?? "/");
  request.rawHeaders = [...kept, ADDRESS, address, PATH, path];
  request.headers[ADDRESS] = address;
  request.headers[PATH] = path;
}

/** What a running page adds to an address for itself is not part of it. */
function pathOf(url: string): string {
  const parsed = new URL(url, "http://waymark.invalid");
  parsed.searchParams.delete("_rsc");
  return `${parsed.pathname}${parsed.search}`;
}

/** Empty when the request did not come through the self-hosted server. */
export function addressIn(headers: { get(name: string): string | null }): string {
  return headers.get(ADDRESS) ?? "";
}

/** The page that is asked for; empty when the request did not come through the self-hosted server. */
export function pathIn(headers: { get(name: string): string | null }): string {
  return headers.get(PATH) ?? "";
}
