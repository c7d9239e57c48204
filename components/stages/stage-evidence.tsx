import { kindWord } from "@/components/evidence/evidence-words";
import { ProfileStrip } from "@/components/evidence/profile-figures";
import { ButtonLink } from "@/components/ui/button-link";
import { HashText } from "@/components/ui/hash-text";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { EvidenceView } from "@/lib/evidence/schema";

type StageEvidenceProps = {
  rows: readonly EvidenceView[];
  projectId: string;
  stageId: string;
  now: Date;
};

/** What proves the work of this stage; a data profile shows its figures at once. */
export function StageEvidence({ rows, projectId, stageId, now }: StageEvidenceProps) {
  const base = `/projects/${projectId}/evidence`;
  const profiled = rows.find(({ profile }) => profile !== null);
  return (
    <Panel
      title="Evidence"
      meta={rows.length === 0 ? undefined : "the newest first"}
      action={
        <ButtonLink href={`${base}?stage=${stageId}`} size="sm">
          All of this stage
        </ButtonLink>
      }
      padding="none"
    >
      {rows.length === 0 && (
        <p className="px-3.5 py-3 text-ink-3">
          Nothing is attached to this stage yet. Open a task to attach what it leaves behind.
        </p>
      )}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="grid gap-0.5 border-t border-line px-3.5 py-2 first:border-0">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <TextLink href={`${base}?evidence=${row.id}`}>{row.title}</TextLink>
              <Tag>{kindWord(row.kind)}</Tag>
            </p>
            <p className="flex flex-wrap items-baseline gap-x-2 text-xs text-ink-3">
              {row.output !== null && <span>{row.output.name}</span>}
              <span>
                {row.addedBy.name}, <Timestamp at={row.receivedAt} now={now} show="day" />
              </span>
              {row.sha256 !== null && <HashText hash={row.sha256} />}
            </p>
            {row === profiled && row.profile !== null && (
              <div className="-mx-2">
                <ProfileStrip figures={row.profile} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
