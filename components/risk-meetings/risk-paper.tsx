import type { ReactNode } from "react";
import { Levels, Story } from "@/components/risks/risk-story";
import { knowledgeWords, statusWords, treatmentWords } from "@/components/risks/risk-words";
import { Banner } from "@/components/ui/banner";
import { DueDay } from "@/components/ui/due-day";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { MeetingReview, ReviewOptionsView } from "@/lib/risk-meetings/schema/meeting";
import type { RiskView } from "@/lib/risks/schema";

type RiskPaperProps = {
  risk: RiskView;
  /** What was recorded of it in this meeting already. */
  review: MeetingReview | null;
  last: ReviewOptionsView["last"];
  now: Date;
  timeZone: string;
  /** Actions and controls, where there are any. */
  children: ReactNode;
};

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-32 flex-1">
      <dt className="text-2xs text-ink-2">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function ReviewDay({ risk, now }: Pick<RiskPaperProps, "risk" | "now">) {
  return risk.reviewDueOn === null || risk.status === "closed" ? (
    <>None due</>
  ) : (
    <DueDay on={risk.reviewDueOn} now={now} />
  );
}

function LastReview({ last, now, timeZone }: Pick<RiskPaperProps, "last" | "now" | "timeZone">) {
  if (last === null) {
    return <p className="text-ink-2">It has never been reviewed.</p>;
  }
  return (
    <p className="max-w-measure text-ink-2">
      Last reviewed <Timestamp at={last.at} now={now} timeZone={timeZone} show="moment" /> by{" "}
      {last.byName}: {last.isStillTrue ? "still true" : "not true any more"}, {last.likelihood} ×{" "}
      {last.impact}.{last.note !== "" && ` “${last.note}”`}
      {last.evidenceTitle !== null && ` Evidence: ${last.evidenceTitle}.`}
    </p>
  );
}

/** The risk on the table, to be read aloud. */
export function RiskPaper({ risk, review, last, now, timeZone, children }: RiskPaperProps) {
  return (
    <section
      aria-labelledby="meeting-risk"
      className="grid gap-3 border border-paper-line bg-paper p-5 shadow-paper max-sm:p-4"
    >
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
        <span className="wm-mono font-semibold text-ink">{risk.key}</span>
        {risk.isAboveAppetite ? (
          <Tag tone="bad">Above appetite</Tag>
        ) : (
          <Tag>{statusWords[risk.status]}</Tag>
        )}
        <span>{risk.projectName}</span>
        <span className="ml-auto">
          <TextLink href={`/projects/${risk.projectId}/risks?risk=${risk.id}`}>
            Open in the register
          </TextLink>
        </span>
      </p>
      <h2 id="meeting-risk" tabIndex={-1} className="text-xl font-semibold">
        {risk.title}
      </h2>
      {review !== null && (
        <Banner tone="ok" lead={`${review.byName} reviewed it in this meeting.`}>
          Another review comes on top; both stay on record.
        </Banner>
      )}
      <div className="max-w-measure text-doc">
        <Story risk={risk} />
      </div>
      <div className="max-w-measure">
        <Levels risk={risk} />
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-2 border-paper-line border-t pt-3 text-sm">
        <Fact name="Owner">{risk.ownerName ?? <span className="text-bad-ink">Nobody</span>}</Fact>
        <Fact name="Review due">
          <ReviewDay risk={risk} now={now} />
        </Fact>
        <Fact name="Treatment">{treatmentWords[risk.treatment]}</Fact>
        <Fact name="Knowledge">{knowledgeWords[risk.knowledge]}</Fact>
      </dl>
      {risk.treatmentNote !== "" && (
        <p className="max-w-measure whitespace-pre-line text-ink-2">
          <b className="font-semibold text-ink">What is done about it.</b> {risk.treatmentNote}
        </p>
      )}
      {children}
      <LastReview last={last} now={now} timeZone={timeZone} />
    </section>
  );
}
