import type { FormAction } from "@/components/ui/action-form";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Panel } from "@/components/ui/panel";
import type { EditPreviewView } from "@/lib/risk-register/schema/bulk";
import { EditRisksForm, type WantedFields } from "./edit-risks-form";

type EditPreviewProps = {
  preview: EditPreviewView;
  workspaceId: string;
  /** What is to change, as the fields of the form send it. */
  wanted: WantedFields;
  action: FormAction;
};

type PreviewRow = EditPreviewView["rows"][number];

function Outcome({ row }: { row: PreviewRow }) {
  if (row.whyNot !== null) {
    return <span className="text-bad-ink">Refused. {row.whyNot}</span>;
  }
  if (row.changes.length === 0) {
    return <span className="text-ink-3">Nothing: it is so already.</span>;
  }
  return (
    <ul>
      {row.changes.map(({ field, from, to }) => (
        <li key={field}>
          {field.charAt(0).toUpperCase() + field.slice(1)}: <del className="text-ink-3">{from}</del>{" "}
          <b className="font-medium">{to}</b>
        </li>
      ))}
    </ul>
  );
}

function stayingHref(rows: readonly PreviewRow[], wanted: WantedFields): string {
  const params = new URLSearchParams(wanted);
  for (const row of rows) {
    params.append("pick", row.riskId);
  }
  return `/risks/edit?${params}`;
}

function Ask({ preview, workspaceId, wanted, action }: EditPreviewProps) {
  const { rows, missing } = preview;
  const able = rows.filter((row) => row.whyNot === null);
  const refused = rows.length - able.length + missing;
  if (refused > 0) {
    return (
      <Banner
        tone="warn"
        lead={`${refused} of the chosen risks cannot be changed, so none is.`}
        action={
          able.length > 0 && (
            <ButtonLink size="sm" href={stayingHref(able, wanted)}>
              Leave {refused === 1 ? "it" : `the ${refused}`} out
            </ButtonLink>
          )
        }
      >
        {missing > 0 && ` ${missing} are not there, or belong to a project you take no part in.`}
      </Banner>
    );
  }
  const changing = able.filter((row) => row.changes.length > 0);
  if (changing.length === 0) {
    return <p className="text-ink-2">All of them are as you want them already.</p>;
  }
  return (
    <EditRisksForm rows={changing} workspaceId={workspaceId} wanted={wanted} action={action} />
  );
}

/** Row by row what would change and what is refused; the button changes all of them or none. */
export function EditPreview(props: EditPreviewProps) {
  const { preview, wanted } = props;
  const isWanted = Object.keys(wanted).length > 0;
  return (
    <>
      {isWanted && (
        <div className="max-sm:px-4">
          <Ask {...props} />
        </div>
      )}
      <Panel
        title={isWanted ? "What will change" : "Chosen risks"}
        meta={`${preview.rows.length} chosen`}
        padding="none"
      >
        <DataTable
          caption="Chosen risks and what would change in each"
          density="dense"
          head={
            <>
              <HeadCell>Risk</HeadCell>
              <HeadCell>Project</HeadCell>
              <HeadCell>Change</HeadCell>
            </>
          }
        >
          {preview.rows.map((row) => (
            <Row key={row.riskId}>
              <Cell kind="lead">
                <span>
                  <span className="wm-mono mr-2 text-ink-2">{row.key}</span>
                  {row.title}
                </span>
              </Cell>
              <Cell label="Project">{row.projectName}</Cell>
              <Cell label="Change">
                {isWanted || row.whyNot !== null ? (
                  <Outcome row={row} />
                ) : (
                  <span className="text-ink-3">Choose above what is to change.</span>
                )}
              </Cell>
            </Row>
          ))}
        </DataTable>
      </Panel>
    </>
  );
}
