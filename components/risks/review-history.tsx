import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { RiskView } from "@/lib/risks/schema";

type ReviewHistoryProps = { risk: Pick<RiskView, "projectId" | "reviews">; now: Date };

/** Every look that was recorded, newest first, with the evidence it rested on. */
export function ReviewHistory({ risk, now }: ReviewHistoryProps) {
  if (risk.reviews.length === 0) {
    return <p className="text-ink-2">Nobody has recorded a review yet.</p>;
  }
  return (
    <ol className="grid gap-2.5">
      {risk.reviews.map((review) => (
        <li key={review.id}>
          <p className="text-xs text-ink-3">
            <b className="font-medium text-ink">
              {review.isStillTrue ? "Still true" : "Not true any more"}
            </b>{" "}
            at {review.likelihood} × {review.impact}, {review.byName},{" "}
            <Timestamp at={review.at} now={now} show="moment" />
          </p>
          {review.note !== "" && <p className="whitespace-pre-line text-ink-2">{review.note}</p>}
          {review.evidence !== null && (
            <p className="text-xs">
              Rests on{" "}
              <TextLink
                href={`/projects/${risk.projectId}/evidence?evidence=${review.evidence.id}`}
              >
                {review.evidence.title}
              </TextLink>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
