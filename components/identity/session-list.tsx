import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { Timestamp } from "@/components/ui/timestamp";
import type { SessionView } from "@/lib/identity/schema";

type SessionListProps = {
  sessions: readonly SessionView[];
  revoke: (form: FormData) => Promise<void>;
  revokeOthers: () => Promise<void>;
};

export function SessionList({ sessions, revoke, revokeOthers }: SessionListProps) {
  return (
    <div className="grid gap-4">
      <ul className="grid gap-3">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-3">
            <span className="min-w-0 flex-1">
              <span className="block truncate">
                {session.device} {session.isCurrent && <Tag tone="ok">this one</Tag>}
              </span>
              <span className="block text-ink-2 text-xs">
                {session.method === "sso" ? "Single sign-on" : "Password"}
                {session.address !== "" && ` from ${session.address}`}, seen{" "}
                <Timestamp at={session.lastSeenAt} />
              </span>
            </span>
            {!session.isCurrent && (
              <form action={revoke}>
                <input type="hidden" name="sessionId" value={session.id} />
                <SubmitButton
                  variant="default"
                  size="sm"
                  aria-label={`End the session of ${session.device}`}
                >
                  End
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form action={revokeOthers}>
          <SubmitButton variant="default" size="sm">
            Sign out everywhere else
          </SubmitButton>
        </form>
      )}
    </div>
  );
}
