import { sizeWord } from "@/components/evidence/evidence-words";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import type { PackContentsView } from "@/lib/audit-packs/schema";
import { formatNumber } from "@/lib/kernel/format-number";

type PackPanelProps = { contents: PackContentsView; projectId: string | undefined };

function lines(contents: PackContentsView, isOfProject: boolean) {
  const { entries, signatures, checkpoints, documents, files, bytes } = contents;
  const part = isOfProject ? " of the project" : "";
  return [
    { name: "The whole ledger, line by line", value: `${formatNumber(entries)} entries` },
    { name: "Signatures with their statements", value: formatNumber(signatures) },
    { name: `Signed documents${part}`, value: `${formatNumber(documents)} PDF` },
    { name: `Evidence files${part}`, value: `${formatNumber(files)}, ${sizeWord(bytes)}` },
    { name: "Checkpoints and public keys", value: formatNumber(checkpoints) },
    { name: "Verifier that runs offline", value: "2 files" },
  ];
}

/** What the button in the head hands over. */
export function PackPanel({ contents, projectId }: PackPanelProps) {
  return (
    <Panel title="Audit pack">
      <p className="text-ink-2">
        Everything an outside reader needs, in one file. Exporting it is recorded.
      </p>
      <ul className="mt-2 grid gap-1.5">
        {lines(contents, projectId !== undefined).map(({ name, value }) => (
          <li key={name} className="flex items-center gap-2">
            <span className="text-spruce">
              <Icon name="check" size={13} />
            </span>
            <span className="flex-1">{name}</span>
            <span className="whitespace-nowrap text-ink-3 text-xs">{value}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-xs">
        {projectId === undefined ? (
          "Choose a project above to take only its files and documents."
        ) : (
          <TextLink href="/audit">Take the files of every project instead</TextLink>
        )}
      </p>
    </Panel>
  );
}
