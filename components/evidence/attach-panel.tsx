import { AttachForm, type AttachFormProps } from "./attach-form";
import { fileProblemSentence } from "./evidence-words";
import { ProfileStrip } from "./profile-figures";
import { UploadForm } from "./upload-form";

type AttachPanelProps = {
  form: AttachFormProps;
  projectId: string;
  /** This page with the form open: the file, once sent, is put into its address. */
  hereHref: string;
  fileProblem?: string | undefined;
};

/** The file first, since it can say the rest; then what it is evidence of. */
export function AttachPanel({ form, projectId, hereHref, fileProblem }: AttachPanelProps) {
  const profile = form.file?.suggestion.profile ?? null;
  return (
    <div id="attach" className="grid gap-3">
      <UploadForm
        projectId={projectId}
        backHref={hereHref}
        problem={fileProblemSentence(fileProblem)}
      />
      {profile !== null && (
        <div className="rounded-control border border-line-2">
          <p className="border-b border-line px-3.5 py-1.5 text-xs text-ink-2">
            Recognised as a data profile
          </p>
          <ProfileStrip figures={profile} />
        </div>
      )}
      <AttachForm {...form} />
    </div>
  );
}
