import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { ImportListView } from "@/lib/risk-imports/schema/views";

type MyImportsProps = { view: ImportListView; now: Date };

/** What one may go on with, and what one brought in. */
export function MyImports({ view, now }: MyImportsProps) {
  const { drafts, imports } = view;
  if (drafts.length + imports.length === 0) {
    return null;
  }
  return (
    <Panel title="Your imports">
      <ul className="grid gap-2">
        {drafts.map(({ id, fileName, createdAt }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-2">
            <TextLink href={`/risks/import?draft=${id}`}>{fileName}</TextLink>
            <Tag tone="warn">Not imported yet</Tag>
            <Timestamp at={createdAt} now={now} />
          </li>
        ))}
        {imports.map(({ id, fileName, importedAt, added, updated, isUndone }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-2">
            <TextLink href={`/risks/import?done=${id}`}>{fileName}</TextLink>
            {isUndone ? <Tag>Undone</Tag> : <span>{`${added} added, ${updated} updated`}</span>}
            <Timestamp at={importedAt} now={now} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
