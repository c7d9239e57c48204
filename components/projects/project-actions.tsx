import { ButtonLink } from "@/components/ui/button-link";
import type { ProjectFrameView } from "@/lib/portfolio/schema";

/** The two things a team does every day; neither is offered where it would be refused. */
export function ProjectActions({ frame }: { frame: ProjectFrameView }) {
  const { nextGate, whyNotLog, whyNotRequest } = frame;
  return (
    <>
      {whyNotLog === null && (
        <ButtonLink
          href={`/projects/${frame.id}/log?write=1`}
          icon="edit"
          shortcut="L"
          data-command="log"
        >
          Log progress
        </ButtonLink>
      )}
      {nextGate !== null && whyNotRequest === null && (
        <ButtonLink href={nextGate.href} variant="primary" icon="diamond">
          {nextGate.state === "in_review"
            ? `Open ${nextGate.code} review`
            : `Request ${nextGate.code} review`}
        </ButtonLink>
      )}
    </>
  );
}
