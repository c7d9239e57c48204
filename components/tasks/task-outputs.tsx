import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { StateLabel } from "@/components/ui/state-label";
import { TextLink } from "@/components/ui/text-link";
import type { OutputView } from "@/lib/tasks/schema";

type TaskOutputsProps = {
  outputs: readonly OutputView[];
  projectId: string;
  /** Null for a reader who may not attach. */
  attachHref: ((outputId: string) => string) | null;
};

function Way({
  output,
  projectId,
  attachHref,
}: Omit<TaskOutputsProps, "outputs"> & { output: OutputView }) {
  if (output.kind === "case_field") {
    return (
      <TextLink href={`/projects/${projectId}/business-case`}>
        Written in the business case
      </TextLink>
    );
  }
  if (attachHref === null) {
    return null;
  }
  return (
    <Link
      href={attachHref(output.id)}
      scroll={false}
      className="wm-link no-print inline-flex min-h-6 items-center gap-1"
    >
      <Icon name="evidence" size={12} />
      {output.isMet ? "Attach more" : "Attach"}
      <span className="sr-only"> evidence for {output.name}</span>
    </Link>
  );
}

/** What the task leaves behind, each beside what proves it. */
export function TaskOutputs({ outputs, ...props }: TaskOutputsProps) {
  if (outputs.length === 0) {
    return <p className="text-ink-3">The playbook asks for no output here.</p>;
  }
  return (
    <ul className="grid gap-2">
      {outputs.map((output) => (
        <li key={output.id} className="grid gap-0.5">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <StateLabel
              kind="criterion"
              state={output.isMet ? "met" : "open"}
              word={output.isMet ? "There" : "Open"}
              show="symbol"
            />
            <span className="font-medium">{output.name}</span>
            {!output.mandatory && <span className="text-xs text-ink-3">optional</span>}
          </p>
          {output.evidence.map(({ id, title }) => (
            <p key={id} className="pl-6">
              <TextLink href={`/projects/${props.projectId}/evidence?evidence=${id}`}>
                {title}
              </TextLink>
            </p>
          ))}
          <p className="pl-6 text-xs">
            <Way output={output} {...props} />
          </p>
        </li>
      ))}
    </ul>
  );
}
