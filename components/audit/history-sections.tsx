import type { ReactNode } from "react";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { Timestamp } from "@/components/ui/timestamp";
import type { ProjectAtTimeView } from "@/lib/audit/schema";

type HistoryProps = { then: ProjectAtTimeView; timeZone: string };

const words = (code: string) => code.replaceAll(/[_-]/g, " ");

type SectionProps = { title: string; empty: string; items: readonly ReactNode[] };

function Section({ title, empty, items }: SectionProps) {
  return (
    <Panel title={title} meta={items.length === 0 ? undefined : String(items.length)}>
      {items.length === 0 ? (
        <p className="text-ink-2">{empty}</p>
      ) : (
        <ul className="grid gap-1 [overflow-wrap:anywhere]">
          {items.map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what stood then is a fixed sequence
            <li key={place}>{item}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Standing({ then, timeZone }: HistoryProps) {
  const { status, iteration, playbook, strictness, switchedOff, businessCase } = then;
  return (
    <Panel title="The project">
      <Facts
        facts={[
          { name: "Status", value: words(status) },
          { name: "Iteration", value: iteration },
          { name: "Playbook", value: playbook ?? "not in the trail" },
          { name: "Strictness", value: strictness ?? "not in the trail" },
          {
            name: "Stages switched off",
            value: switchedOff.length === 0 ? "none" : switchedOff.join(", "),
          },
          {
            name: "Business case",
            value:
              businessCase === null ? (
                "not submitted yet"
              ) : (
                <>
                  version {businessCase.number}, {businessCase.state}{" "}
                  <Timestamp at={businessCase.since} show="day" timeZone={timeZone} />
                </>
              ),
          },
        ]}
      />
    </Panel>
  );
}

function Gates({ then, timeZone }: HistoryProps) {
  return (
    <Section
      title="Gates that had moved"
      empty="None; every gate begins locked."
      items={then.gates.map(({ id, code, state, since }) => (
        <span key={id}>
          <b className="font-medium">{code}</b> {words(state)} since{" "}
          <Timestamp at={since} show="exact" timeZone={timeZone} />
        </span>
      ))}
    />
  );
}

function Signatures({ then, timeZone }: HistoryProps) {
  return (
    <Section
      title="Signatures given"
      empty="Nobody had signed."
      items={then.signatures.map(({ what, name, role, meaning, at }) => (
        <span key={`${what} ${name} ${at}`}>
          <b className="font-medium">{name}</b>, {role},{" "}
          <Timestamp at={at} show="exact" timeZone={timeZone} />: {what}. {meaning}.
        </span>
      ))}
    />
  );
}

/** Which rating a score belongs to; one raised with the risk counts as current. */
function levelsInWords(levels: Readonly<Record<string, string>>): string {
  return Object.entries(levels)
    .map(([kind, level]) => `${kind} ${level}`)
    .join(", ");
}

/** A project as the trail tells it; read only by nature. */
export function HistorySections({ then, timeZone }: HistoryProps) {
  if (then.last === null) {
    return (
      <Panel title="Nothing yet">
        <p className="text-ink-2">The trail of this project begins later. Choose a later day.</p>
      </Panel>
    );
  }
  return (
    <>
      <Standing then={then} timeZone={timeZone} />
      <Gates then={then} timeZone={timeZone} />
      <Signatures then={then} timeZone={timeZone} />
      <Section
        title="Open risks"
        empty="No risk was open."
        items={then.risks.map(({ key, title, levels }) => (
          <span key={key}>
            <b className="font-medium">{key}</b> {title}: {levelsInWords(levels)}
          </span>
        ))}
      />
      <Section
        title="Members"
        empty="Nobody was in the project."
        items={then.members.map(({ id, name, roles }) => (
          <span key={id}>
            <b className="font-medium">{name}</b>:{" "}
            {roles === null ? "created it; roles not in the trail" : roles.join(", ")}
          </span>
        ))}
      />
      <Section
        title="Evidence that counted"
        empty="None was attached."
        items={then.evidence.map(({ title, kind, revision }) => (
          <span key={`${title} ${kind} ${revision}`}>
            {title}, {words(kind)}, revision {revision}
          </span>
        ))}
      />
    </>
  );
}
