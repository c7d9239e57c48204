import type { FormAction } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import type { PlaybookView } from "@/lib/playbooks/schema/playbook-views";
import { CopyPlaybookForm } from "./copy-playbook-form";
import { PlaybookVersions } from "./playbook-versions";

type PlaybookAsideProps = {
  view: PlaybookView;
  copy: FormAction;
  hrefOf: (versionId: string) => string;
  now: Date;
};

function Copying({ view, copy }: Pick<PlaybookAsideProps, "view" | "copy">) {
  if (!view.mayWrite) {
    return (
      <p className="text-ink-2">
        An owner or admin of the workspace can copy this playbook and shape the copy.
      </p>
    );
  }
  if (view.whyNotCopy !== null) {
    return <p className="text-ink-2">{view.whyNotCopy}</p>;
  }
  return (
    <>
      {view.whyNotEdit !== null && <p className="mb-3 text-ink-2">{view.whyNotEdit}</p>}
      <CopyPlaybookForm playbookId={view.playbookId} name={view.name} action={copy} />
    </>
  );
}

function Contents({ view }: { view: PlaybookView }) {
  if (view.shown === null) {
    return null;
  }
  return (
    <Panel title="Stages">
      <ol className="grid gap-1">
        {view.shown.document.stages.map((stage, index) => (
          <li key={stage.id}>
            <a className="hover:underline" href={`#stage-${stage.id}`}>
              {index + 1} {stage.name}
            </a>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

export function PlaybookAside({ view, copy, hrefOf, now }: PlaybookAsideProps) {
  return (
    <>
      <Contents view={view} />
      <PlaybookVersions view={view} hrefOf={hrefOf} now={now} />
      <Panel title="Make it your own">
        <Copying view={view} copy={copy} />
      </Panel>
    </>
  );
}
