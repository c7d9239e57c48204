import { Panel } from "@/components/ui/panel";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import type { Playbook, Strictness } from "@/lib/playbooks/schema";
import { PlaybookFormsPanel } from "./playbook-forms-panel";
import { PlaybookStage } from "./playbook-stage";
import { listed, namesIn, reasonWords } from "./playbook-words";

type PlaybookDocumentProps = {
  playbook: Playbook;
  level: Strictness;
  hrefOf: (level: Strictness) => string;
};

function WaysBack({ playbook }: { playbook: Playbook }) {
  if (playbook.loops.length === 0) {
    return null;
  }
  const names = new Map(playbook.stages.map((stage) => [stage.id, stage.name]));
  return (
    <Panel title="Usual ways back">
      <ul className="grid gap-1.5">
        {playbook.loops.map(({ from, to, reasons }) => (
          <li key={`${from} ${to}`}>
            From <b className="font-medium">{names.get(from) ?? from}</b> to{" "}
            <b className="font-medium">{names.get(to) ?? to}</b>{" "}
            <span className="text-ink-2">
              for{" "}
              {listed(
                reasons.map((reason) => reasonWords[reason] ?? reason),
                "or",
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** A playbook to be read: its three forms, then every stage as the chosen form asks it. */
export function PlaybookDocument({ playbook, level, hrefOf }: PlaybookDocumentProps) {
  const { stages } = effectivePlaybook(playbook, level);
  const names = namesIn(stages);
  return (
    <>
      <p className="max-w-measure text-doc max-sm:px-4">{playbook.summary}</p>
      <PlaybookFormsPanel playbook={playbook} chosen={level} hrefOf={hrefOf} />
      {stages.map((stage, index) => (
        <PlaybookStage key={stage.id} stage={stage} number={index + 1} names={names} />
      ))}
      <WaysBack playbook={playbook} />
    </>
  );
}
