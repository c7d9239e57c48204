import { Document, Text, View } from "@react-pdf/renderer";
import { labelOfSection } from "@/lib/business-cases/rules/field-classes";
import type { CaseContent, MoneyLine, SuccessCriterion } from "@/lib/business-cases/schema";
import { exactDay } from "@/lib/documents/rules/exact-time";
import type { CaseDocument } from "@/lib/documents/schema";
import { dayInWords } from "@/lib/kernel/calendar";
import { formatNumber } from "@/lib/kernel/format-number";
import { CertificatePage } from "./certificate-page";
import { documentFacts } from "./document-facts";
import { Bullets, Cell, Head, Prose, Section, Sheet, Standing } from "./pdf-parts";
import { style } from "./pdf-style";
import { plainText } from "./plain-text";

const signs = { "at-least": "≥", "at-most": "≤" } as const;
const useWords = { undecided: "not decided", used: "used", not_relevant: "not relevant" } as const;
const raciWords = {
  accountable: "Accountable",
  responsible: "Responsible",
  consulted: "Consulted",
  informed: "Informed",
} as const;

export function CasePdf({ document }: { document: CaseDocument }) {
  const { content, edition, datedAt, gateCode } = document;
  return (
    <Document {...documentFacts(document)}>
      <Sheet document={document}>
        <Standing document={document} />
        <Head
          kind={`Business case · ${document.projectName} (${document.projectKey})`}
          title={content.title === "" ? "Untitled" : content.title}
          facts={[
            { name: "Edition", value: edition },
            { name: "Date", value: exactDay(datedAt) },
            { name: "Gate", value: gateCode === "" ? "none" : gateCode },
          ]}
        />
        <View style={style.columns}>
          <View style={style.column}>
            <Section title={labelOfSection.businessObjective}>
              <Prose text={content.businessObjective} />
            </Section>
          </View>
          <View style={style.column}>
            <Section title={labelOfSection.mlObjective}>
              <Prose text={content.mlObjective} />
            </Section>
          </View>
        </View>
        <Section title={labelOfSection.background}>
          <Prose text={content.background} />
        </Section>
        <Criteria criteria={content.successCriteria} />
        <Section title={labelOfSection.similarEfforts}>
          <Bullets lines={content.similarEfforts.map(effortText)} />
        </Section>
        <Money document={document} />
        <Pairs content={content} />
      </Sheet>
      <CertificatePage document={document} />
    </Document>
  );
}

function Pairs({ content }: { content: CaseContent }) {
  return (
    <View style={style.columns}>
      <View style={style.column}>
        <List content={content} section="scopeIn" />
        <List content={content} section="scopeOut" />
        <List content={content} section="constraints" />
        <List content={content} section="resources" />
      </View>
      <View style={style.column}>
        <Section title={labelOfSection.assumptions}>
          <Bullets lines={content.assumptions.map(assumptionText)} />
        </Section>
        <Section title={labelOfSection.timeline}>
          <Bullets lines={timelineLines(content.timeline)} />
        </Section>
        <List content={content} section="dependencies" />
        <Section title={labelOfSection.stakeholders}>
          <Bullets lines={stakeholderLines(content)} />
        </Section>
      </View>
    </View>
  );
}

type ListSection = "scopeIn" | "scopeOut" | "constraints" | "resources" | "dependencies";

function List({ content, section }: { content: CaseContent; section: ListSection }) {
  return (
    <Section title={labelOfSection[section]}>
      <Bullets lines={content[section]} />
    </Section>
  );
}

function Criteria({ criteria }: { criteria: readonly SuccessCriterion[] }) {
  return (
    <Section title={labelOfSection.successCriteria}>
      <View style={style.rowHead}>
        <Cell share={3}>Measure</Cell>
        <Cell share={1.4} align="figure">
          Baseline
        </Cell>
        <Cell share={1.4} align="figure">
          Minimum
        </Cell>
        <Cell share={1.4} align="figure">
          Target
        </Cell>
        <Cell share={3}>How and when it is read</Cell>
        <Cell share={2}>Who reads it</Cell>
      </View>
      {criteria.length === 0 && <Text style={style.meta}>No success criterion yet.</Text>}
      {criteria.map((criterion, index) => (
        // Rows have no identity of their own; their order is the order of the text.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <View key={index} style={style.row} wrap={false}>
          <Cell share={3}>{plainText(criterion.measure)}</Cell>
          <Cell share={1.4} align="figure">
            {amount(criterion.baseline, criterion.unit) ?? "not measured"}
          </Cell>
          <Cell share={1.4} align="figure">
            {limit(criterion.minimum, criterion)}
          </Cell>
          <Cell share={1.4} align="figure" weight="bold">
            {limit(criterion.target, criterion)}
          </Cell>
          <Cell share={3}>{readText(criterion)}</Cell>
          <Cell share={2}>{criterion.reader === "" ? "nobody named" : criterion.reader}</Cell>
        </View>
      ))}
    </Section>
  );
}

function Money({ document }: { document: CaseDocument }) {
  const { economics } = document.content;
  const rows = [
    ...economics.costs.map((line) => ({ ...line, kind: "Cost" })),
    ...economics.benefits.map((line) => ({ ...line, kind: "Benefit" })),
  ];
  return (
    <Section title={labelOfSection.economics}>
      <View style={style.rowHead}>
        <Cell share={4}>Line</Cell>
        <Cell share={1.5} align="figure">
          Low
        </Cell>
        <Cell share={1.5} align="figure">
          Likely
        </Cell>
        <Cell share={1.5} align="figure">
          High
        </Cell>
        <Cell share={1}>When</Cell>
      </View>
      {rows.map((row, index) => (
        // Lines may repeat; their order is the order of the text.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <View key={index} style={style.row} wrap={false}>
          <Cell share={4}>{`${row.kind}: ${row.label}`}</Cell>
          {(["low", "likely", "high"] as const).map((end) => (
            <Cell key={end} share={1.5} align="figure">
              {amount(row[end], unitOf(row, economics.unit)) ?? "not stated"}
            </Cell>
          ))}
          <Cell share={1}>{row.rhythm}</Cell>
        </View>
      ))}
      <Text style={{ marginTop: 2 }}>{outlookText(document)}</Text>
    </Section>
  );
}

function unitOf(line: MoneyLine, unit: string): string {
  return line.unit === "" ? unit : line.unit;
}

function outlookText({ outlook, content }: CaseDocument): string {
  const { ratePercent, horizonYears } = content.economics;
  if (outlook === null) {
    return "Rate, horizon or an amount is missing, so no sum is stated.";
  }
  const { npv, paybackYears, unit, leftOut } = outlook;
  const of = (value: number) => `${formatNumber(value, { decimals: 0 })} ${unit}`.trim();
  const payback =
    paybackYears === null
      ? "no payback within the horizon"
      : `payback in ${formatNumber(paybackYears, { decimals: 1 })} years`;
  const rest = leftOut.length === 0 ? "" : ` Not in the sums: ${leftOut.join(", ")}.`;
  return `Net present value over ${horizonYears} years at ${ratePercent} % a year: likely ${of(npv.likely)}, from ${of(npv.pessimistic)} to ${of(npv.optimistic)}; ${payback}.${rest}`;
}

function amount(value: number | null, unit: string): string | null {
  return value === null ? null : `${formatNumber(value)} ${unit}`.trim();
}

function limit(value: number | null, { direction, unit }: SuccessCriterion): string {
  const text = amount(value, unit);
  return text === null ? "not set" : `${signs[direction]} ${text}`;
}

function readText({ howMeasured, measuredOn }: SuccessCriterion): string {
  const parts = [plainText(howMeasured), measuredOn === null ? "" : dayInWords(measuredOn)];
  const text = parts.filter((part) => part !== "").join(", ");
  return text === "" ? "not stated" : text;
}

function effortText(effort: CaseContent["similarEfforts"][number]): string {
  const { name, use, result = "", lesson, why } = effort;
  const told = [result, lesson, why].filter((part) => part !== "").join(" ");
  return `${name} (${useWords[use]}): ${told}`;
}

function assumptionText({ text, owner, verifyBy }: CaseContent["assumptions"][number]): string {
  const facts = [
    ...(owner === "" ? [] : [owner]),
    ...(verifyBy === null ? [] : [`verify by ${dayInWords(verifyBy)}`]),
  ];
  return facts.length === 0 ? text : `${text} (${facts.join(", ")})`;
}

function timelineLines({ startOn, endOn, milestones }: CaseContent["timeline"]): string[] {
  return [
    ...(startOn === null ? [] : [`Start: ${dayInWords(startOn)}`]),
    ...milestones.map(({ name, on }) => (on === null ? name : `${name}: ${dayInWords(on)}`)),
    ...(endOn === null ? [] : [`End: ${dayInWords(endOn)}`]),
  ];
}

function stakeholderLines({ stakeholders, sponsor }: CaseContent): string[] {
  const groups = (Object.keys(raciWords) as (keyof typeof raciWords)[]).flatMap((letter) => {
    const people = stakeholders
      .filter((each) => each.raci === letter)
      .map(({ name, part }) => (part === "" ? name : `${name} (${part})`));
    return people.length === 0 ? [] : [`${raciWords[letter]}: ${people.join(", ")}`];
  });
  return sponsor === "" ? groups : [`Sponsor: ${sponsor}`, ...groups];
}
