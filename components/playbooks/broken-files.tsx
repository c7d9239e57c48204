import { Banner } from "@/components/ui/banner";

type BrokenFile = {
  file: string;
  problems: readonly { line: number; column: number; message: string }[];
};

/** For admins: what came with this release and could not be read; everything else is in place. */
export function BrokenFiles({ files }: { files: readonly BrokenFile[] }) {
  if (files.length === 0) {
    return null;
  }
  const lead =
    files.length === 1
      ? "One playbook file could not be read."
      : `${files.length} playbook files could not be read.`;
  return (
    <Banner tone="bad" lead={lead}>
      The others are in place. Mend the lines below in the folder playbooks, then bring them in.
      <ul className="mt-2 grid gap-2">
        {files.map(({ file, problems }) => (
          <li key={file}>
            <code className="wm-mono font-semibold">{file}</code>
            <ul className="list-disc pl-5">
              {problems.map(({ line, column, message }) => (
                <li key={`${line}:${column} ${message}`}>
                  <span className="wm-mono">line {line}</span>: {message}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
