import { HashText } from "@/components/ui/hash-text";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import { Timestamp } from "@/components/ui/timestamp";
import type { PlaybookView } from "@/lib/playbooks/schema/playbook-views";

type PlaybookVersionsProps = {
  view: Pick<PlaybookView, "versions" | "shown" | "playbookId">;
  hrefOf: (versionId: string) => string;
  now: Date;
};

type Version = PlaybookView["versions"][number];

function projectsOf({ projectCount }: Version): string {
  if (projectCount === 0) {
    return "No project follows it";
  }
  return projectCount === 1 ? "1 project follows it" : `${projectCount} projects follow it`;
}

function Published({ version, now }: { version: Version; now: Date }) {
  if (version.publishedAt === null) {
    return <>Not published yet</>;
  }
  return (
    <>
      {version.publishedBy ?? "Came with Waymark"},{" "}
      <Timestamp at={version.publishedAt} now={now} show="day" />. {projectsOf(version)}.
    </>
  );
}

/** A published version never changes; each project keeps the one it began with until it is moved. */
export function PlaybookVersions({ view, hrefOf, now }: PlaybookVersionsProps) {
  return (
    <Panel title="Versions" foot="A published version never changes.">
      <ol className="grid gap-3">
        {view.versions.map((version) => {
          const isShown = version.versionId === view.shown?.versionId;
          const isDraft = version.status === "draft";
          const href = isDraft ? `/playbooks/${view.playbookId}/edit` : hrefOf(version.versionId);
          return (
            <li key={version.versionId} className="grid gap-0.5">
              <span className="flex items-center gap-2">
                <Link
                  href={href}
                  aria-current={isShown ? "true" : undefined}
                  className="font-medium hover:underline"
                >
                  Version {version.number}
                </Link>
                {isDraft && <Tag tone="warn">Draft</Tag>}
                {isShown && <Tag tone="ok">Shown</Tag>}
              </span>
              <span className="text-xs text-ink-3">
                <Published version={version} now={now} />
              </span>
              {version.sha256 !== null && <HashText hash={version.sha256} copy="yes" />}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
