const steps = [
  ["file", "File"],
  ["columns", "Columns"],
  ["rows", "Rows"],
  ["done", "Done"],
] as const;

/** Where the person is on the way; the steps before are reached by the links of the page. */
export function ImportSteps({ current }: { current: (typeof steps)[number][0] }) {
  return (
    <ol
      className="flex flex-wrap gap-x-4 max-sm:px-4 gap-y-1 text-sm text-ink-3"
      aria-label="Steps of the import"
    >
      {steps.map(([step, word], index) => (
        <li
          key={step}
          aria-current={step === current ? "step" : undefined}
          className={step === current ? "font-semibold text-ink" : undefined}
        >
          {index + 1}. {word}
        </li>
      ))}
    </ol>
  );
}
