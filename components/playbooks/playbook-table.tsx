import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import type { PlaybookRowView } from "@/lib/playbooks/schema/playbook-views";

export function PlaybookTable({ rows }: { rows: readonly PlaybookRowView[] }) {
  return (
    <DataTable
      caption="Playbooks of the workspace by name"
      head={
        <>
          <HeadCell>Playbook</HeadCell>
          <HeadCell>Comes from</HeadCell>
          <HeadCell align="number">Stages</HeadCell>
          <HeadCell align="number">Version</HeadCell>
          <HeadCell align="number">Projects</HeadCell>
        </>
      }
    >
      {rows.map((playbook) => (
        <Row key={playbook.playbookId}>
          <Cell kind="lead">
            <div className="grid gap-0.5 py-1.5 text-left">
              <span className="flex flex-wrap items-center gap-2">
                <Link href={`/playbooks/${playbook.playbookId}`} className="hover:underline">
                  {playbook.name}
                </Link>
                {playbook.hasDraft && <Tag tone="warn">Draft</Tag>}
              </span>
              <span className="max-w-measure font-normal text-ink-2">{playbook.summary}</span>
            </div>
          </Cell>
          <Cell label="Comes from">
            {playbook.origin === "built_in" ? "Waymark" : "This workspace"}
          </Cell>
          <Cell label="Stages" align="number">
            {playbook.latest === null ? "–" : playbook.stageCount}
          </Cell>
          <Cell label="Version" align="number">
            {playbook.latest?.number ?? <span title="No version is published yet">–</span>}
          </Cell>
          <Cell label="Projects" align="number">
            {playbook.projectCount}
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
