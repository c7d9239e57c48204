import { HashText } from "@/components/ui/hash-text";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { CaseView } from "@/lib/business-cases/schema";

export function VersionsPanel({ view, href }: { view: CaseView; href: string }) {
  const { versions } = view;
  if (versions.length === 0) {
    return null;
  }
  return (
    <Panel title="Versions" meta={`${versions.length}`} padding="none">
      <ol className="divide-y divide-line">
        {versions.map((version, index) => {
          const older = versions[index + 1];
          return (
            <li key={version.number} className="px-3.5 py-2.5 text-xs">
              <p className="flex justify-between gap-2">
                <TextLink href={`${href}?version=${version.number}`}>
                  Version {version.number}
                </TextLink>
                <Timestamp at={version.submittedAt} show="day" />
              </p>
              <p className="text-ink-2">
                {version.note === "" ? "Submitted" : version.note}, {version.submittedBy.name}
              </p>
              <p className="flex items-center justify-between gap-2">
                <HashText hash={version.sha256} />
                <a
                  href={`${href}/pdf?version=${version.number}`}
                  className="text-spruce underline"
                  download
                >
                  PDF<span className="sr-only"> of version {version.number}</span>
                </a>
                {older !== undefined && (
                  <TextLink href={`${href}?from=${older.number}&to=${version.number}`}>
                    Compare with {older.number}
                  </TextLink>
                )}
              </p>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
