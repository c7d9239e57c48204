import { Document, Text, View } from "@react-pdf/renderer";
import { exactDay, groupedHash } from "@/lib/documents/rules/exact-time";
import { capitalised } from "@/lib/documents/rules/words";
import type { GateDocument } from "@/lib/documents/schema";
import type { CriterionResult } from "@/lib/gates/schema";
import { dayInWords } from "@/lib/kernel/calendar";
import { formatNumber } from "@/lib/kernel/format-number";
import { exactTime } from "@/lib/kernel/signature-words";
import { CertificatePage } from "./certificate-page";
import { documentFacts } from "./document-facts";
import { Cell, Head, Prose, Section, Sheet, Standing } from "./pdf-parts";
import { style } from "./pdf-style";
import { plainText } from "./plain-text";

const statusWords = {
  met: "met",
  not_met: "not met",
  unknown: "unknown, counts as not met",
  not_applicable: "not applicable",
} satisfies Record<CriterionResult["status"], string>;

export function GatePdf({ document }: { document: GateDocument }) {
  const { gate, round, edition } = document;
  return (
    <Document {...documentFacts(document)}>
      <Sheet document={document}>
        <Standing document={document} />
        <Head
          kind={`Gate record · ${document.projectName} (${document.projectKey})`}
          title={`${gate.code} ${gate.name}`}
          facts={[
            { name: "Edition", value: edition },
            { name: "Date", value: exactDay(round.closedAt ?? round.requestedAt) },
            { name: "Outcome", value: round.outcome ?? "open" },
          ]}
        />
        <Text style={[style.title, { fontSize: 12, marginBottom: 6 }]}>{gate.question}</Text>
        <Request document={document} />
        <Criteria criteria={document.criteria} />
        <Decisions document={document} />
        <Conditions document={document} />
        <Covers document={document} />
      </Sheet>
      <CertificatePage document={document} />
    </Document>
  );
}

function Request({ document }: { document: GateDocument }) {
  const { round, gate } = document;
  return (
    <Section title="Request">
      <Text>
        {`${round.requestedBy}, ${round.requestedAs}, asked for review on ${exactTime(round.requestedAt)}, at the end of stage ${gate.stage}, iteration ${round.iteration}. A decision was due by ${dayInWords(round.dueOn)}.`}
      </Text>
      {round.statement !== "" && <Text>{plainText(round.statement)}</Text>}
      {round.earlyReason !== "" && (
        <Text>{`Asked before every criterion was met, because: ${plainText(round.earlyReason)}`}</Text>
      )}
      {round.closedReason !== "" && <Text>{`Closed: ${plainText(round.closedReason)}`}</Text>}
    </Section>
  );
}

function Criteria({ criteria }: { criteria: readonly CriterionResult[] }) {
  const met = criteria.filter(({ status }) => status === "met").length;
  return (
    <Section title={`Criteria as frozen by the request: ${met} of ${criteria.length} met`}>
      <View style={style.rowHead}>
        <Cell share={4}>Criterion</Cell>
        <Cell share={1.6} align="figure">
          Required
        </Cell>
        <Cell share={1.6} align="figure">
          Observed
        </Cell>
        <Cell share={1.6}>State</Cell>
        <Cell share={3}>What was looked at</Cell>
      </View>
      {criteria.length === 0 && <Text style={style.meta}>No criterion was set.</Text>}
      {criteria.map((criterion) => (
        <View key={criterion.id} style={style.row} wrap={false}>
          <Cell share={4}>
            {criterion.status === "met"
              ? criterion.name
              : `${criterion.name}: ${criterion.sentence}`}
          </Cell>
          <Cell share={1.6} align="figure">
            {criterion.threshold ?? "–"}
          </Cell>
          <Cell share={1.6} align="figure">
            {observed(criterion)}
          </Cell>
          <Cell share={1.6} weight="bold">
            {statusWords[criterion.status]}
          </Cell>
          <Cell share={3}>{lookedAt(criterion)}</Cell>
        </View>
      ))}
    </Section>
  );
}

function observed({ measured, value }: CriterionResult): string {
  return measured === null ? (value ?? "–") : formatNumber(measured.value);
}

const SHOWN = 4;

function lookedAt({ evidence }: CriterionResult): string {
  if (evidence.length === 0) {
    return "–";
  }
  const names = evidence.slice(0, SHOWN).map(({ label }) => label);
  const more = evidence.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

function Decisions({ document }: { document: GateDocument }) {
  const { decisions } = document;
  return (
    <Section title="Decisions">
      {decisions.length === 0 && <Text style={style.meta}>Nobody has decided.</Text>}
      {decisions.map((decision) => (
        <View key={`${decision.name} ${decision.decidedAt}`} style={style.section} wrap={false}>
          <Text style={style.bold}>
            {`${decision.name}, ${decision.role}: ${decision.verdict}, ${exactTime(decision.decidedAt)}`}
          </Text>
          {decision.feedback !== null && <Text>{`Feedback: ${decision.feedback}`}</Text>}
          {decision.reason !== "" && <Prose text={decision.reason} />}
          {decision.goesBackTo !== null && <Text>{`Back to stage ${decision.goesBackTo}`}</Text>}
        </View>
      ))}
    </Section>
  );
}

function Conditions({ document }: { document: GateDocument }) {
  const { conditions } = document;
  return conditions.length === 0 ? null : (
    <Section title="Conditions set by the decision">
      {conditions.map(({ code, text, owner, dueOn, blocksGate }) => (
        <Text key={code}>
          {`${code} ${plainText(text)} Owner ${owner}; ${whenDue({ dueOn, blocksGate })}.`}
        </Text>
      ))}
    </Section>
  );
}

function whenDue(at: { dueOn: string | null; blocksGate: string | null }): string {
  const parts = [
    ...(at.dueOn === null ? [] : [`due by ${dayInWords(at.dueOn)}`]),
    ...(at.blocksGate === null ? [] : [`before ${at.blocksGate}`]),
  ];
  return parts.length === 0 ? "no day set" : parts.join(", ");
}

function Covers({ document }: { document: GateDocument }) {
  const { covers, round } = document;
  const rows = [...covers, { label: "Policy of the gate", sha256: round.policySha256 }];
  return (
    <Section title="What the decision covers, by SHA-256">
      {rows.map(({ label, sha256 }) => (
        <View key={label} style={style.pair}>
          <Text style={style.pairName}>{capitalised(label)}</Text>
          <Text style={[style.pairValue, style.mono]}>{groupedHash(sha256)}</Text>
        </View>
      ))}
    </Section>
  );
}
