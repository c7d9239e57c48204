import type { Metadata } from "next";
import { PageColumns } from "@/components/layout/page-columns";
import { ProjectFrame } from "@/components/projects/project-frame";
import {
  MovePlaybookForm,
  ProjectSettingsForm,
  ProjectStatusForm,
} from "@/components/projects/project-settings-form";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { type ProjectId, playbookVersionId } from "@/lib/kernel/ids";
import { getProject } from "@/lib/projects/queries/get-project";
import { listProjectMembers } from "@/lib/projects/queries/list-project-members";
import {
  type PlaybookMoveView,
  previewPlaybookMove,
} from "@/lib/projects/queries/preview-playbook-move";
import { readForPage } from "@/lib/web/for-page";
import { readProjectFrame } from "@/lib/web/frames";
import { changeStatusAction, movePlaybookAction, updateProjectAction } from "./actions";

export const metadata: Metadata = { title: "Project settings" };

type Props = {
  params: Promise<{ projectId: ProjectId }>;
  searchParams: Promise<{ move?: string }>;
};

export default async function ProjectSettingsPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const { move } = await searchParams;
  const [frame, project, { members }] = await Promise.all([
    readProjectFrame(projectId),
    readForPage(getProject, { projectId }),
    readForPage(listProjectMembers, { projectId }),
  ]);
  const { playbook, whyNotUpdate, status, version } = project;
  return (
    <>
      <ProjectFrame frame={frame} crumbs={[{ label: "Settings" }]} />
      <PageColumns
        asideWidth="regular"
        aside={
          <>
            <Panel title="Playbook">
              <Facts
                facts={[
                  { name: "Playbook", value: playbook.name },
                  { name: "Version", value: `${playbook.number}` },
                  { name: "Form", value: project.strictness },
                ]}
              />
              <p className="mt-2 text-ink-2 text-sm">{playbook.strictnessSummary}</p>
              <ul className="mt-2 space-y-1 text-sm">
                {playbook.newer.map((newer) => (
                  <li key={newer.versionId}>
                    <TextLink href={`/projects/${projectId}/settings?move=${newer.versionId}`}>
                      See what moving to version {newer.number} changes
                    </TextLink>
                  </li>
                ))}
              </ul>
              <TextLink href={`/playbooks/${playbook.playbookId}`}>Read the playbook</TextLink>
            </Panel>
            <Panel title="State of the project">
              {project.whyNotManagePeople === null ? (
                <ProjectStatusForm
                  projectId={projectId}
                  version={version}
                  status={status}
                  action={changeStatusAction}
                />
              ) : (
                <p className="text-ink-2 text-sm">{whyNotUpdate}</p>
              )}
            </Panel>
          </>
        }
      >
        {move !== undefined && <Move projectId={projectId} versionId={move} />}
        <Panel title="Project">
          {whyNotUpdate === null ? (
            <ProjectSettingsForm
              project={{ ...project, ownerId: project.owner.userId }}
              people={members}
              action={updateProjectAction}
            />
          ) : (
            <p className="text-ink-2 text-sm">{whyNotUpdate}</p>
          )}
        </Panel>
      </PageColumns>
    </>
  );
}

async function Move({ projectId, versionId }: { projectId: ProjectId; versionId: string }) {
  const wanted = playbookVersionId.safeParse(versionId);
  if (!wanted.success) {
    return null;
  }
  const preview = await readForPage(previewPlaybookMove, {
    projectId,
    playbookVersionId: wanted.data,
  });
  return (
    <Panel title={`Move to version ${preview.to.number} of ${preview.to.name}`} ground="paper">
      <ul className="mb-3 list-disc space-y-1 pl-5 text-sm">
        {sentences(preview).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="mb-3 text-ink-2 text-sm">Nothing that is signed is altered.</p>
      {preview.whyNot === null ? (
        <MovePlaybookForm
          projectId={projectId}
          version={preview.version}
          versionId={preview.to.versionId}
          action={movePlaybookAction}
        />
      ) : (
        <p className="text-ink-2 text-sm">{preview.whyNot}</p>
      )}
    </Panel>
  );
}

function sentences(preview: PlaybookMoveView): string[] {
  const lines = [
    ...preview.stagesAdded.map(({ name }) => `Stage added: ${name}.`),
    ...preview.stagesRemoved.map(({ name }) => `Stage removed: ${name}.`),
    ...preview.tasksAdded.map(({ name }) => `Task added: ${name}.`),
    ...preview.tasksRemoved.map(
      ({ name, isBegun }) =>
        `Task switched off: ${name}${isBegun ? ", its work stays on record" : ""}.`,
    ),
    ...preview.tasksChanged.map(
      ({ name, fields }) => `Task changed: ${name} (${fields.join(", ")}).`,
    ),
    ...preview.gates.flatMap(gateSentences),
  ];
  return lines.length === 0 ? ["Nothing changes for this project."] : lines;
}

function gateSentences(gate: PlaybookMoveView["gates"][number]): string[] {
  const roles = (list: typeof gate.approvalsAdded) => list.map(({ role }) => role).join(", ");
  return [
    ...(gate.approvalsAdded.length === 0
      ? []
      : [`${gate.code}: approvals added by ${roles(gate.approvalsAdded)}.`]),
    ...(gate.approvalsDropped.length === 0
      ? []
      : [`${gate.code}: approvals dropped of ${roles(gate.approvalsDropped)}.`]),
    ...(gate.criteriaAdded + gate.criteriaDropped === 0
      ? []
      : [`${gate.code}: ${gate.criteriaAdded} criteria added, ${gate.criteriaDropped} dropped.`]),
    ...(gate.reopensFrom === null ? [] : [`${gate.code} reopens; it was ${gate.reopensFrom}.`]),
  ];
}
