import { Markdown } from "@/components/ui/markdown";
import type { CaseContent, CaseView } from "@/lib/business-cases/schema";
import { BenefitPicture } from "./benefit-picture";
import type { CaseMarks } from "./case-marks";
import { CriteriaTable } from "./criteria-table";
import { paperDay } from "./paper-day";
import { PaperSection } from "./paper-section";

type CasePaperProps = {
  content: CaseContent;
  labels: CaseView["labels"];
  outlook: CaseView["outlook"];
  /** "Version 2", "Draft". */
  edition: string;
  dateText: string;
  /** Empty for a reader who knows no gates. */
  gateCode: string;
  marks?: CaseMarks;
};

const useWords = {
  undecided: "not decided",
  used: "used here",
  not_relevant: "not relevant here",
};
const raciWords = {
  accountable: "Accountable",
  responsible: "Responsible",
  consulted: "Consulted",
  informed: "Informed",
} as const;

/** The one-page case as people read it to sign it. */
export function CasePaper(props: CasePaperProps) {
  const { content, labels, outlook, edition, dateText, gateCode, marks = {} } = props;
  return (
    <article className="wm-paper-sheet border border-paper-line bg-paper p-6 text-doc shadow-paper sm:p-8">
      <header className="mb-5 flex flex-wrap items-end justify-between gap-4 border-ink border-b-2 pb-3">
        <div>
          <p className="text-ink-2 text-sm">Business case</p>
          <h2 className="font-semibold text-2xl">{content.title}</h2>
        </div>
        <dl className="flex gap-5 text-xs">
          <Fact name="Edition" value={edition} />
          <Fact name="Date" value={dateText} />
          {gateCode !== "" && <Fact name="Gate" value={gateCode} />}
        </dl>
      </header>
      <div className="grid gap-5 *:min-w-0 sm:grid-cols-2">
        <Text section="businessObjective" {...{ content, labels, marks }} />
        <Text section="mlObjective" {...{ content, labels, marks }} />
        <div className="sm:col-span-2">
          <Text section="background" {...{ content, labels, marks }} />
        </div>
        <div className="sm:col-span-2">
          <PaperSection section="successCriteria" title={labels.successCriteria} marks={marks}>
            <CriteriaTable criteria={content.successCriteria} />
          </PaperSection>
        </div>
        <div className="sm:col-span-2">
          <PaperSection section="similarEfforts" title={labels.similarEfforts} marks={marks}>
            <Lines lines={content.similarEfforts.map(effortText)} />
          </PaperSection>
        </div>
        <PaperSection section="economics" title={labels.economics} marks={marks}>
          <BenefitPicture economics={content.economics} outlook={outlook} />
        </PaperSection>
        <div className="space-y-5">
          <PaperSection section="scopeIn" title={labels.scopeIn} marks={marks}>
            <Lines lines={content.scopeIn} />
          </PaperSection>
          <PaperSection section="scopeOut" title={labels.scopeOut} marks={marks}>
            <Lines lines={content.scopeOut} />
          </PaperSection>
          <PaperSection section="assumptions" title={labels.assumptions} marks={marks}>
            <Lines lines={content.assumptions.map(assumptionText)} />
          </PaperSection>
        </div>
        <PaperSection section="constraints" title={labels.constraints} marks={marks}>
          <Lines lines={content.constraints} />
        </PaperSection>
        <PaperSection section="resources" title={labels.resources} marks={marks}>
          <Lines lines={content.resources} />
        </PaperSection>
        <PaperSection section="timeline" title={labels.timeline} marks={marks}>
          <Lines lines={timelineLines(content.timeline)} />
        </PaperSection>
        <PaperSection section="dependencies" title={labels.dependencies} marks={marks}>
          <Lines lines={content.dependencies} />
        </PaperSection>
        <div className="space-y-5 sm:col-span-2">
          <Text section="sponsor" {...{ content, labels, marks }} />
          <PaperSection section="stakeholders" title={labels.stakeholders} marks={marks}>
            <Lines lines={stakeholderLines(content)} />
          </PaperSection>
        </div>
      </div>
    </article>
  );
}

type Effort = CaseContent["similarEfforts"][number];

type TextProps = {
  section: "businessObjective" | "mlObjective" | "background" | "sponsor";
  content: CaseContent;
  labels: CaseView["labels"];
  marks: CaseMarks;
};

function Text({ section, content, labels, marks }: TextProps) {
  return (
    <PaperSection section={section} title={labels[section]} marks={marks}>
      {content[section] === "" ? <Nothing /> : <Markdown text={content[section]} size="doc" />}
    </PaperSection>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.length === 0 ? (
    <Nothing />
  ) : (
    <Markdown text={lines.map((line) => `- ${line}`).join("\n")} size="doc" />
  );
}

function Nothing() {
  return <p className="text-ink-3 text-sm">Nothing written yet.</p>;
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-ink-3">{name}</dt>
      <dd className="font-semibold text-sm">{value}</dd>
    </div>
  );
}

/** Which effort, what came of it and was learnt, and what that means here. */
function effortText({ name, result = "", lesson, use, why }: Effort): string {
  const reason = why === "" ? "" : `: ${why}`;
  const told = [result, lesson].filter((text) => text !== "").map(asSentence);
  return [`**${name}**:`, ...told, asSentence(`${useWords[use]}${reason}`)].join(" ");
}

function asSentence(text: string): string {
  const whole = /[.!?]$/.test(text) ? text : `${text}.`;
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}`;
}

function assumptionText({ text, owner, verifyBy }: CaseContent["assumptions"][number]): string {
  const facts = [
    ...(owner === "" ? [] : [owner]),
    ...(verifyBy === null ? [] : [`verify by ${paperDay(verifyBy)}`]),
  ];
  return facts.length === 0 ? text : `${text} (${facts.join(", ")})`;
}

function timelineLines({ startOn, endOn, milestones }: CaseContent["timeline"]): string[] {
  return [
    ...(startOn === null ? [] : [`Start: ${paperDay(startOn)}`]),
    ...milestones.map(({ name, on }) => (on === null ? name : `${name}: ${paperDay(on)}`)),
    ...(endOn === null ? [] : [`End: ${paperDay(endOn)}`]),
  ];
}

function stakeholderLines({ stakeholders }: CaseContent): string[] {
  return (Object.keys(raciWords) as (keyof typeof raciWords)[]).flatMap((letter) => {
    const people = stakeholders
      .filter((each) => each.raci === letter)
      .map(({ name, part }) => (part === "" ? name : `${name} (${part})`));
    return people.length === 0 ? [] : [`**${raciWords[letter]}**: ${people.join(", ")}`];
  });
}
