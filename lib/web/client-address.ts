import "server-only";
import type { IncomingMessage } from "node:http";
import { env } from "@/lib/platform/env";

/** Who asks, as far as the outside tells. */
export type Caller = { address: string; userAgent: string };

const HEADER = "x-waymark-address";

/**
 * Writes down where a request really comes from before anybody reads it. What
 * a client claims in a header counts only behind a proxy that is trusted, and
 * then only the last entry, which that proxy wrote.
 */
export function stampAddress(request: IncomingMessage): void {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  const isForwarded = env().TRUST_PROXY === "1" && forwarded !== undefined && forwarded !== "";
  const address = isForwarded ? forwarded : (request.socket.remoteAddress ?? "");
  const kept: string[] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const [name = "", value = ""] = request.rawHeaders.slice(index, index + 2);
    if (name.toLowerCase() !== HEADER) {
      kept.push(name, value);
    }
  }
  request.rawHeaders = [...kept, HEADER, address];
  request.headers[HEADER] = address;
}

/** Empty when the request did not come through the self-hosted server. */
export function addressIn(headers: { get(name: string): string | null }): string {
  return headers.get(HEADER) ?? "";
}
