import type { ReactNode } from "react";
import type * as z from "zod";
import type { FormAction } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Disclosure } from "@/components/ui/disclosure";
import { Facts } from "@/components/ui/facts";
import { formatDay } from "@/components/ui/format-date";
import { HashText } from "@/components/ui/hash-text";
import { Icon } from "@/components/ui/icon";
import { Markdown } from "@/components/ui/markdown";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { evidenceDetail } from "@/lib/evidence/schema";
import type { ReadyFile } from "./attach-form";
import { AttachPanel } from "./attach-panel";
import { type EvidenceList, openHref } from "./evidence-address";
import { kindWord, sizeWord, statusTones, statusWords } from "./evidence-words";
import { ProfileAlerts, ProfileStrip } from "./profile-figures";
import { WithdrawForm } from "./withdraw-form";

export type EvidenceDetail = z.infer<typeof evidenceDetail>;
type EvidenceActions = { supersede: FormAction; withdraw: FormAction };

type EvidenceDrawerProps = {
  evidence: EvidenceDetail;
  list: EvidenceList;
  actions: EvidenceActions;
  file: ReadyFile | null;
  now: Date;
};

export function EvidenceDrawerHead({ evidence }: { evidence: EvidenceDetail }) {
  return (
    <>
      <Tag>{kindWord(evidence.kind)}</Tag>
      <Tag tone={statusTones[evidence.status]}>{statusWords[evidence.status]}</Tag>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function FileBox({ file }: { file: NonNullable<EvidenceDetail["file"]> }) {
  const isPage = file.mediaType === "text/html";
  return (
    <div className="grid gap-2 rounded-control border border-line-2 bg-surface-2 px-3 py-2">
      <p className="flex items-center gap-2">
        <Icon name="document" size={14} />
        <span className="min-w-0 break-words font-medium">{file.fileName}</span>
        <span className="ml-auto whitespace-nowrap text-xs text-ink-3">{sizeWord(file.bytes)}</span>
      </p>
      <p className="no-print flex flex-wrap gap-2">
        {isPage && (
          <a
            className="wm-button wm-button-sm"
            href={`/files/${file.id}?view=1`}
            target="_blank"
            rel="noreferrer noopener"
          >
            <Icon name="eye" size={14} />
            View the report
          </a>
        )}
        <a className="wm-button wm-button-sm" href={`/files/${file.id}`} download>
          <Icon name="download" size={14} />
          Download
        </a>
      </p>
    </div>
  );
}

function EvidenceFacts({ evidence, now }: { evidence: EvidenceDetail; now: Date }) {
  const { stage, task, output, sha256, validUntil } = evidence;
  const optional = [
    { name: "Output", value: output?.name },
    { name: "Task", value: task?.name },
  ].flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
  return (
    <Facts
      facts={[
        { name: "Speaks about", value: formatDay(evidence.effectiveOn, { now }) },
        {
          name: "Received",
          value: <Timestamp at={evidence.receivedAt} now={now} show="moment" />,
        },
        {
          name: "Holds until",
          value: validUntil === null ? "No end set" : formatDay(validUntil, { now }),
        },
        { name: "Added by", value: evidence.addedBy.name },
        { name: "Revision", value: String(evidence.revision) },
        { name: "Stage", value: stage?.name ?? "The whole project" },
        ...optional,
        {
          name: evidence.file === null ? "SHA-256 of what is written" : "SHA-256 of the file",
          value:
            sha256 === null ? (
              <span className="text-ink-3">None: it was attached before Waymark hashed notes</span>
            ) : (
              <HashText hash={sha256} show="full" copy="yes" />
            ),
        },
      ]}
    />
  );
}

function Revisions({
  evidence,
  list,
  now,
}: Pick<EvidenceDrawerProps, "evidence" | "list" | "now">) {
  return (
    <Section title="Revisions">
      <ol className="grid gap-1.5">
        {evidence.revisions.map((each) => (
          <li key={each.id} className="flex flex-wrap items-baseline gap-x-2">
            <span className="w-5 text-ink-3">{each.revision}</span>
            {each.id === evidence.id ? (
              <b>{each.title}</b>
            ) : (
              <TextLink href={openHref(list, { evidence: each.id })}>{each.title}</TextLink>
            )}
            <span className="text-xs text-ink-3">
              {statusWords[each.status]}, {each.addedBy},{" "}
              <Timestamp at={each.receivedAt} now={now} show="day" />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Acts({ evidence, list, actions, file, now }: EvidenceDrawerProps) {
  const { id, whyNotSupersede, whyNotWithdraw } = evidence;
  const reasons = [...new Set([whyNotSupersede, whyNotWithdraw].filter((why) => why !== null))];
  const here = openHref(list, { evidence: id, revise: "1" });
  return (
    <div className="no-print">
      {whyNotSupersede === null && list.search.revise === undefined && (
        <ButtonLink href={here} icon="plus" size="sm" scroll={false}>
          New revision
        </ButtonLink>
      )}
      {whyNotSupersede === null && list.search.revise === "1" && (
        <Section title={`Revision ${evidence.revision + 1}`}>
          <AttachPanel
            projectId={evidence.projectId}
            hereHref={here}
            fileProblem={list.search.fileProblem}
            form={{
              id: "revise",
              purpose: "supersede",
              action: actions.supersede,
              evidenceId: id,
              title: evidence.title,
              file,
              backHref: openHref(list, { evidence: id }),
              today: now.toISOString().slice(0, 10),
            }}
          />
        </Section>
      )}
      {whyNotWithdraw === null && (
        <div className="mt-3">
          <Disclosure title="Withdraw it">
            <WithdrawForm evidenceId={id} action={actions.withdraw} />
          </Disclosure>
        </div>
      )}
      {reasons.map((why) => (
        <p key={why} className="mt-2 text-xs text-ink-3">
          {why}
        </p>
      ))}
    </div>
  );
}

function Substance({ evidence }: { evidence: EvidenceDetail }) {
  const { file, url, note, data, profile } = evidence;
  return (
    <>
      {file !== null && <FileBox file={file} />}
      {url !== null && (
        <p className="break-all">
          <TextLink href={url}>{url}</TextLink>
        </p>
      )}
      {profile !== null && (
        <div className="rounded-control border border-line-2">
          <ProfileStrip figures={profile} />
          <div className="border-t border-line px-3.5 py-2">
            <ProfileAlerts figures={profile} />
          </div>
        </div>
      )}
      {note !== "" && profile === null && <Markdown text={note} />}
      {data !== null && (
        <pre className="wm-mono overflow-x-auto rounded-control border border-line-2 bg-surface-2 p-2 text-xs">
          {JSON.stringify(data, null, 2)}
        </pre>
      )}
    </>
  );
}

export function EvidenceDrawer(props: EvidenceDrawerProps) {
  const { evidence, list, now } = props;
  return (
    <>
      <h2 className="text-lg font-semibold break-words">{evidence.title}</h2>
      {evidence.withdrawReason !== "" && (
        <p className="text-bad-ink">Withdrawn: {evidence.withdrawReason}</p>
      )}
      <Substance evidence={evidence} />
      <EvidenceFacts evidence={evidence} now={now} />
      <Revisions evidence={evidence} list={list} now={now} />
      <Acts {...props} />
    </>
  );
}
