import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import type { Playbook, Strictness } from "@/lib/playbooks/schema";
import { entryWords, levelWords, roleList, weightOf } from "./playbook-words";

const levels = ["lite", "standard", "regulated"] as const;

type PlaybookFormsPanelProps = {
  playbook: Playbook;
  chosen: Strictness;
  hrefOf: (level: Strictness) => string;
};

function Form({ playbook, level }: { playbook: Playbook; level: Strictness }) {
  const form = playbook.strictness[level];
  const { stages } = effectivePlaybook(playbook, level);
  return (
    <div className="grid content-start gap-1.5">
      <p>{form.summary}</p>
      <p className="text-ink-2">{entryWords[form.entry]}</p>
      {form.waivedBy !== undefined && (
        <p className="text-ink-2">
          A gate is waived by {roleList(form.waivedBy)}
          {form.waivedBy.length > 1 && " together"}.
        </p>
      )}
      <p className="text-xs text-ink-3">{weightOf(stages)}.</p>
    </div>
  );
}

/** The three forms side by side; the chosen one is what the stages below show. */
export function PlaybookFormsPanel({ playbook, chosen, hrefOf }: PlaybookFormsPanelProps) {
  return (
    <Panel title="How strict" padding="none">
      <div className="grid md:grid-cols-3">
        {levels.map((level) => (
          <section
            key={level}
            aria-label={levelWords[level]}
            className={`grid content-start gap-2 border-line p-3.5 max-md:border-b md:border-r md:last:border-r-0 ${level === chosen ? "bg-spruce-soft" : ""}`}
          >
            <h3 className="font-semibold">
              <Link
                href={hrefOf(level)}
                scroll={false}
                aria-current={level === chosen ? "true" : undefined}
                className="hover:underline"
              >
                {levelWords[level]}
              </Link>
              {level === chosen && <span className="ml-2 text-xs font-normal">shown below</span>}
            </h3>
            <Form playbook={playbook} level={level} />
            {level !== chosen && (
              <Link href={hrefOf(level)} scroll={false} className="wm-link text-xs">
                Show the {level} form
              </Link>
            )}
          </section>
        ))}
      </div>
    </Panel>
  );
}
