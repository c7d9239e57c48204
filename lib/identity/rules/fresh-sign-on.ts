/** How far the clocks of the provider and of this machine may be apart. */
const CLOCKS_APART_MS = 60_000;

type SignOn = {
  /** Seconds since 1970 as the provider says them; null where it says nothing. */
  authTime: number | null;
  /** When the person left for the provider, and when they came back. */
  begunAt: Date;
  now: Date;
};

/**
 * Why a sign-on does not count as one for this signature, or null. The person
 * must have proven anew who they are since they left for the provider: a
 * session that was open there before proves nothing.
 */
export function whyNotFresh({ authTime, begunAt, now }: SignOn): string | null {
  if (authTime === null || !Number.isFinite(authTime)) {
    return "Your sign-on does not say when you proved who you are, so it cannot be used to sign. Nothing was signed. Use a passkey, and tell your admin: the provider has to send auth_time.";
  }
  const at = authTime * 1000;
  // The provider counts in whole seconds, so the second begun at is as good as the moment.
  if (at + 999 < begunAt.getTime() - CLOCKS_APART_MS) {
    return "Your sign-on let you through without asking who you are. Nothing was signed. Sign out there, then confirm again.";
  }
  if (at > now.getTime() + CLOCKS_APART_MS) {
    return "The clock of your sign-on runs ahead of ours, so nothing was signed. Tell your admin.";
  }
  return null;
}
