import { SubmitButton } from "@/components/ui/submit-button";
import { Tag } from "@/components/ui/tag";
import { Timestamp } from "@/components/ui/timestamp";
import type { TokenView } from "@/lib/identity/schema";

type TokenListProps = {
  tokens: readonly TokenView[];
  revoke: (form: FormData) => Promise<void>;
};

const tones = { active: "ok", expired: "warn", revoked: "idle" } as const;

function Use({ token }: { token: TokenView }) {
  return (
    <span className="block text-ink-2 text-xs">
      <code className="font-mono">{token.prefix}…</code> {token.scopes.join(", ")} in{" "}
      {token.workspace}, until <Timestamp at={token.expiresAt} show="day" />,{" "}
      {token.lastUsedAt === null ? (
        "never used"
      ) : (
        <>
          used <Timestamp at={token.lastUsedAt} />
        </>
      )}
    </span>
  );
}

export function TokenList({ tokens, revoke }: TokenListProps) {
  if (tokens.length === 0) {
    return <p className="text-ink-2 text-sm">You have no API tokens.</p>;
  }
  return (
    <ul className="grid gap-3">
      {tokens.map((token) => (
        <li key={token.id} className="flex items-center gap-3">
          <span className="min-w-0 flex-1">
            <span className="block truncate">
              {token.name} <Tag tone={tones[token.state]}>{token.state}</Tag>
            </span>
            <Use token={token} />
          </span>
          {token.state === "active" && (
            <form action={revoke}>
              <input type="hidden" name="tokenId" value={token.id} />
              <SubmitButton variant="default" size="sm" aria-label={`Revoke ${token.name}`}>
                Revoke
              </SubmitButton>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
