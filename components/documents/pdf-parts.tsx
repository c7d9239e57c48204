import { Page, Text, View } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import { groupedHash } from "@/lib/documents/rules/exact-time";
import type { DocumentFrame } from "@/lib/documents/schema";
import { style } from "./pdf-style";
import { plainText } from "./plain-text";

type SheetProps = { document: DocumentFrame; children: ReactNode };

/** An A4 page with its foot: where it is from, what it is a print of, and which page this is. */
export function Sheet({ document, children }: SheetProps) {
  const { workspaceName, projectKey, edition, recordSha256, state } = document;
  return (
    <Page size="A4" style={style.page} wrap>
      {state === "draft" && (
        <Text style={style.draft} fixed>
          DRAFT
        </Text>
      )}
      <View style={style.foot} fixed>
        <Text>
          {workspaceName} · {projectKey} · {edition} · SHA-256{" "}
          {groupedHash(recordSha256.slice(0, 32))} …
        </Text>
        <Text render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`} />
      </View>
      {children}
    </Page>
  );
}

type HeadProps = {
  kind: string;
  title: string;
  facts: readonly { name: string; value: string }[];
};

export function Head({ kind, title, facts }: HeadProps) {
  return (
    <View style={style.head}>
      <View style={{ flexShrink: 1, paddingRight: 16 }}>
        <Text style={style.kind}>{kind}</Text>
        <Text style={style.title}>{title}</Text>
      </View>
      <View style={style.facts}>
        {facts.map(({ name, value }) => (
          <View key={name}>
            <Text style={style.factName}>{name}</Text>
            <Text style={style.factValue}>{value}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

/** Said at the top of everything that is not signed in full. */
export function Standing({ document }: { document: DocumentFrame }) {
  if (document.state === "final") {
    return null;
  }
  const lead = document.state === "draft" ? "DRAFT. " : "";
  return (
    <Text style={style.banner}>
      {lead}
      {document.stateSentence}
    </Text>
  );
}

type SectionProps = { title: string; children: ReactNode; wrap?: "whole" | "free" };

export function Section({ title, children, wrap = "free" }: SectionProps) {
  return (
    <View style={style.section} wrap={wrap === "free"}>
      <Text style={style.sectionTitle} minPresenceAhead={20}>
        {title}
      </Text>
      {children}
    </View>
  );
}

export function Prose({ text }: { text: string }) {
  return text.trim() === "" ? <Nothing /> : <Text>{plainText(text)}</Text>;
}

export function Bullets({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) {
    return <Nothing />;
  }
  return lines.map((line, index) => (
    // Lines have no identity of their own; their order is the order of the text.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <View key={index} style={style.bullet}>
      <Text>•</Text>
      <Text style={style.bulletText}>{plainText(line)}</Text>
    </View>
  ));
}

function Nothing() {
  return <Text style={style.meta}>Nothing stated.</Text>;
}

type CellProps = { children: ReactNode; share: number; align?: "figure"; weight?: "bold" };

export function Cell({ children, share, align, weight }: CellProps) {
  return (
    <Text
      style={[
        { flexGrow: share, flexBasis: 0 },
        align === undefined ? {} : style.figure,
        weight === undefined ? {} : style.bold,
      ]}
    >
      {children}
    </Text>
  );
}
