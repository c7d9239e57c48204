import { PlainShell } from "@/components/layout/plain-shell";
import { ButtonLink } from "@/components/ui/button-link";

export default function NotFound() {
  return (
    <PlainShell title="Nothing is found at this address">
      <p>The page does not exist, or it belongs to a project that is not shared with you.</p>
      <p className="text-ink-2">
        A lead of the project can add you. The address may also have been copied only in part.
      </p>
      <ButtonLink href="/" variant="primary" width="full">
        Go to the start
      </ButtonLink>
    </PlainShell>
  );
}
