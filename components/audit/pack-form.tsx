import { Button } from "@/components/ui/button";

type PackFormProps = { workspaceId: string; projectId: string | undefined };

/** A plain form: what it answers with is a file, and asking for it is put on record. */
export function PackForm({ workspaceId, projectId }: PackFormProps) {
  return (
    <form action="/files/audit-pack" method="post">
      <input type="hidden" name="workspaceId" value={workspaceId} />
      {projectId !== undefined && <input type="hidden" name="projectId" value={projectId} />}
      <Button
        type="submit"
        variant="primary"
        icon="download"
        title={
          projectId === undefined
            ? "The whole ledger, all files and a verifier that runs offline. The export is recorded."
            : "The whole ledger, the files of the chosen project and a verifier that runs offline. The export is recorded."
        }
      >
        Export audit pack
      </Button>
    </form>
  );
}
