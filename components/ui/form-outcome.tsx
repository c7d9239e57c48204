import type { FormState } from "@/lib/kernel/form-state";
import { Banner } from "./banner";

type FormOutcomeProps = { state: FormState; idPrefix: string };

/** What the last sending came to, above the fields; each complaint leads to its field. */
export function FormOutcome({ state, idPrefix }: FormOutcomeProps) {
  if (state.status === "idle") {
    return null;
  }
  if (state.status === "saved") {
    return (
      <div data-outcome tabIndex={-1}>
        <Banner tone="ok" lead={state.message} live="polite" />
      </div>
    );
  }
  const complaints = Object.entries(state.fields).filter(([path]) => path !== "");
  return (
    <div data-outcome tabIndex={-1}>
      <Banner tone="bad" lead={state.message} live="assertive">
        {complaints.length > 0 && (
          <ul className="mt-1 list-disc pl-4">
            {complaints.map(([path, message]) => (
              <li key={path}>
                <a className="wm-link" href={`#${idPrefix}-${path}`}>
                  {message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Banner>
    </div>
  );
}
