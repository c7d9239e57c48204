import { choicesOf, knowledgeWords } from "@/components/risks/risk-words";
import { Button } from "@/components/ui/button";
import { formatDay } from "@/components/ui/format-date";
import { Kbd } from "@/components/ui/kbd";
import { SelectField } from "@/components/ui/select-field";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { Answer } from "@/lib/risk-meetings/rules/answer";
import type { KnowledgeStrength } from "@/lib/risks/schema";
import { LevelChoice } from "./level-choice";
import { TileChoice } from "./tile-choice";
import type { MeetingTurnProps } from "./turn";

type AnswerFieldsProps = Pick<MeetingTurnProps, "risk" | "evidence" | "keys" | "following"> & {
  answer: Answer;
  errors: Readonly<Record<string, string>>;
  isPending: boolean;
  onChange: (changed: Partial<Answer>) => void;
};

function StillTrue({ keys, answer, errors, onChange }: AnswerFieldsProps) {
  const shortcut = (key: string) => (keys === "on" ? { shortcut: key } : {});
  return (
    <TileChoice
      id="meeting-isStillTrue"
      name="isStillTrue"
      legend="Is it still true?"
      tiles={[
        { value: "yes", label: "Yes, it may still happen", ...shortcut("Y") },
        { value: "no", label: "No, close it", ...shortcut("N") },
      ]}
      value={answer.isStillTrue}
      error={errors["isStillTrue"]}
      onChoose={(value) => onChange({ isStillTrue: value === "no" ? "no" : "yes" })}
    />
  );
}

function Knowledge({ keys, answer, onChange }: AnswerFieldsProps) {
  return (
    <TileChoice
      id="meeting-knowledge"
      name="knowledge"
      legend={<Named word="Knowledge behind it" shortcut="S" keys={keys} />}
      tiles={choicesOf(knowledgeWords)}
      value={answer.knowledge}
      onChoose={(value) => onChange({ knowledge: value as KnowledgeStrength })}
    />
  );
}

function Named({ word, shortcut, keys }: { word: string; shortcut: string; keys: "on" | "off" }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {word}
      {keys === "on" && (
        <span className="pointer-coarse:hidden">
          <Kbd>{shortcut}</Kbd>
        </span>
      )}
    </span>
  );
}

function Evidence({ evidence, keys, answer, errors, onChange }: AnswerFieldsProps) {
  const now = new Date();
  return (
    <SelectField
      id="meeting-evidenceId"
      name="evidenceId"
      label={<Named word="Evidence" shortcut="E" keys={keys} />}
      placeholder={evidence.length === 0 ? "None is attached to the project" : "None"}
      optional="yes"
      error={errors["evidenceId"]}
      options={evidence.map(({ id, title, effectiveOn }) => ({
        value: id,
        label: `${title}, ${formatDay(effectiveOn, { now })}`,
      }))}
      value={answer.evidenceId}
      onChange={(event) => onChange({ evidenceId: event.target.value })}
    />
  );
}

function Note({ keys, answer, errors, onChange }: AnswerFieldsProps) {
  const isClosing = answer.isStillTrue === "no";
  const word = isClosing ? "Why it is not true any more" : "What you found";
  return (
    <TextAreaField
      id="meeting-note"
      name="note"
      label={<Named word={word} shortcut="T" keys={keys} />}
      hint={
        isClosing
          ? "The risk is closed with this reason. It can be reopened in the register."
          : "Needed where the level moves or the risk is closed."
      }
      optional={isClosing ? "no" : "yes"}
      error={errors["note"]}
      value={answer.note}
      onChange={(event) => onChange({ note: event.target.value })}
    />
  );
}

function saveWords(answer: Answer, following: MeetingTurnProps["following"]): string {
  const act = answer.isStillTrue === "no" ? "Close the risk" : "Save";
  return following === null ? `${act} and end the meeting` : `${act} and go to ${following.key}`;
}

/** Still true, which level, how well known, on what evidence, and what was found. */
export function AnswerFields(props: AnswerFieldsProps) {
  const { risk, answer, errors, keys, following, isPending, onChange } = props;
  return (
    <>
      <StillTrue {...props} />
      <div className="grid gap-3.5 [&[hidden]]:hidden" hidden={answer.isStillTrue === "no"}>
        <LevelChoice
          matrix={risk.matrix}
          current={risk.current}
          answer={answer}
          errors={errors}
          keys={keys}
          onChange={onChange}
        />
        <Knowledge {...props} />
      </div>
      <Evidence {...props} />
      <Note {...props} />
      <div className="grid gap-1.5">
        <Button
          type="submit"
          variant={answer.isStillTrue === "no" ? "danger" : "primary"}
          size="lg"
          width="full"
          aria-busy={isPending}
          aria-disabled={isPending}
          {...(keys === "on" && { shortcut: "Enter" })}
        >
          {saveWords(answer, following)}
        </Button>
        <p className="wm-hint">
          A recorded review is never changed. What you answer here stays in this tab until you save.
        </p>
      </div>
    </>
  );
}
