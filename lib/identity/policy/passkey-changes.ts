import { contentSha256 } from "@/lib/ledger/content-hash";

export const MAX_PASSKEYS = 20;

/** What a person confirms before their passkeys change: theirs only, and nothing that is signed. */
export function passkeyChangesSha256(userId: string): string {
  return contentSha256({ act: "change passkeys", userId });
}

/** Why devices make no passkey for this address, or null. */
export function whyNoPasskeys(url: string): string | null {
  const { hostname, port, protocol } = new URL(url);
  if (/^\d+(?:\.\d+){3}$/.test(hostname) || hostname.startsWith("[")) {
    const near = `${protocol}//localhost${port === "" ? "" : `:${port}`}`;
    return `Devices make passkeys for names only, and this Waymark is addressed by the number ${hostname}. Whoever runs it can set WAYMARK_URL to a name, or to ${near} on one's own machine.`;
  }
  return protocol === "https:" || hostname === "localhost"
    ? null
    : "Devices make passkeys for secure addresses only. Whoever runs this Waymark can serve it over https.";
}
