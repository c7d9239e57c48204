import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextLink } from "@/components/ui/text-link";
import type { MatrixPreview } from "@/lib/risks/schema/save-matrix";

type MatrixMovesProps = {
  preview: MatrixPreview;
  error: string | undefined;
  isBusy: boolean;
  onSave: (reason: string) => void;
};

const crossed = {
  above: ", now above the appetite",
  within: ", now within the appetite",
} as const;

function summary({ moving, crossing, gates }: MatrixPreview): string {
  if (moving === 0) {
    return "No risk gets another level, and none crosses the line.";
  }
  const risks = moving === 1 ? "1 risk gets another place" : `${moving} risks get another place`;
  const gatesMoved = gates.length === 1 ? "1 gate changes" : `${gates.length} gates change`;
  return `${risks}, ${crossing} of them cross the line, and ${gatesMoved}.`;
}

function stateInWords(state: string): string {
  return state.replaceAll("_", " ");
}

/** What a save does, and the save itself. */
export function MatrixMoves({ preview, error, isBusy, onSave }: MatrixMovesProps) {
  const [reason, setReason] = useState("");
  const { moves, gates, moving } = preview;
  return (
    <div className="grid gap-3 text-sm">
      <p className="font-medium" role="status">
        {summary(preview)}
      </p>
      {moves.length > 0 && (
        <ul className="grid gap-1">
          {moves.map(({ id, projectId, key, title, from, to, crosses }) => (
            <li key={id}>
              <TextLink
                href={`/projects/${projectId}/risks?risk=${id}`}
              >{`${key} ${title}`}</TextLink>
              {`: ${from === to ? to : `${from} to ${to}`}${crosses === null ? "" : crossed[crosses]}`}
            </li>
          ))}
          {moving > moves.length && <li>{`and ${moving - moves.length} more`}</li>}
        </ul>
      )}
      {gates.length > 0 && (
        <ul className="grid gap-1">
          {gates.map(({ id, projectId, projectName, code, from, to }) => (
            <li key={id}>
              <TextLink
                href={`/projects/${projectId}/gates/${id}`}
              >{`${projectName} ${code}`}</TextLink>
              {`: ${stateInWords(from)} to ${stateInWords(to)}`}
            </li>
          ))}
        </ul>
      )}
      <TextAreaField
        name="reason"
        label="Why the matrix changes"
        hint="At least five characters; it stays on record."
        rows={2}
        maxLength={2000}
        value={reason}
        error={error}
        onChange={(event) => setReason(event.target.value)}
      />
      <div>
        <Button variant="primary" disabled={isBusy} onClick={() => onSave(reason)}>
          Save this matrix
        </Button>
      </div>
    </div>
  );
}
