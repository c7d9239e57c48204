import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import type { LoopReasonCode } from "@/lib/projects/rules/loop-reasons";
import { reasonWord } from "./loop-words";

type StageOption = {
  stageId: string;
  number: number;
  name: string;
  usualReasons: readonly LoopReasonCode[];
  whyNot: string | null;
};

type StageChoiceProps = {
  choices: readonly StageOption[];
  chosenId: string | undefined;
  hrefOf: (stageId: string) => string;
};

function Option({
  choice,
  isChosen,
  href,
}: {
  choice: StageOption;
  isChosen: boolean;
  href: string;
}) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={isChosen ? "true" : undefined}
      className="flex min-h-9 flex-wrap items-center gap-x-2 px-3.5 py-2 hover:bg-chrome-2 aria-[current]:bg-spruce-soft"
    >
      <span className="w-5 text-ink-3">{choice.number}</span>
      <span className="font-medium">{choice.name}</span>
      {choice.usualReasons.map((code) => (
        <Tag key={code} title="The playbook knows this way">
          {reasonWord(code)}
        </Tag>
      ))}
      <span className="ml-auto">
        <Icon name={isChosen ? "check" : "chevron-right"} size={14} />
      </span>
    </Link>
  );
}

/** Each stage is a link: choosing one shows what it would mean, and nothing is decided by it. */
export function StageChoice({ choices, chosenId, hrefOf }: StageChoiceProps) {
  return (
    <ul className="divide-y divide-line">
      {choices.map((choice) => (
        <li key={choice.stageId}>
          {choice.whyNot === null ? (
            <Option
              choice={choice}
              isChosen={choice.stageId === chosenId}
              href={hrefOf(choice.stageId)}
            />
          ) : (
            <p className="flex flex-wrap gap-x-2 px-3.5 py-2 text-ink-3">
              <span className="w-5">{choice.number}</span>
              {choice.name}
              <span className="text-xs">{choice.whyNot}</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
