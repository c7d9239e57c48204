import { StateSymbol } from "@/components/ui/state-symbol";
import type { Check, TextProblem } from "./use-checked-text";

type ProblemListProps = { check: Check; onJump: (problem: TextProblem) => void };

function headline({ status, problems }: Check): string {
  if (status === "checking") {
    return "Reading the text…";
  }
  if (status === "unreachable") {
    return "The text could not be checked just now. It is kept in the form.";
  }
  if (problems.length === 0) {
    return "No problems: this text can be published.";
  }
  return problems.length === 1 ? "1 problem" : `${problems.length} problems`;
}

/** Each problem leads to its line. */
export function ProblemList({ check, onJump }: ProblemListProps) {
  return (
    <div className="grid gap-2">
      <p id="source-state" role="status" className="flex items-center gap-1.5 font-medium">
        {check.status === "checked" && (
          <StateSymbol name={check.problems.length === 0 ? "criterion.met" : "criterion.not_met"} />
        )}
        {headline(check)}
      </p>
      {check.problems.length > 0 && (
        <ol className="grid max-h-56 gap-0.5 overflow-y-auto">
          {check.problems.map((problem) => (
            <li key={`${problem.line}:${problem.column} ${problem.message}`}>
              <button
                type="button"
                onClick={() => onJump(problem)}
                className="grid w-full grid-cols-[4.5rem_1fr] gap-2 rounded-control px-1.5 py-1 text-left hover:bg-surface-2"
              >
                <span className="wm-mono text-bad-ink">line {problem.line}</span>
                <span>{problem.message}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
