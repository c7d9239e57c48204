import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-shapes";
import type { Verification } from "@/lib/documents/schema";

const looks = {
  matches: { icon: "check", ground: "border-paper-line bg-paper", ink: "text-ok-ink" },
  altered: { icon: "alert", ground: "border-bad-line bg-bad-soft", ink: "text-bad-ink" },
  unknown: { icon: "info", ground: "border-paper-line bg-paper", ink: "text-ink-2" },
} as const satisfies Record<
  Verification["verdict"],
  { icon: IconName; ground: string; ink: string }
>;

const stepWords = { passed: "Fits", failed: "Does not fit", skipped: "Not checked" } as const;
const stepIcons = { passed: "check", failed: "cross", skipped: "info" } as const;
const stepInks = {
  passed: "text-ok-ink",
  failed: "text-bad-ink",
  skipped: "text-ink-3",
} as const;

/** The verdict in one sentence, and what was looked at to reach it. */
export function VerifyAnswer({ verification }: { verification: Verification }) {
  const { verdict, sentence, steps, given } = verification;
  const look = looks[verdict];
  const [lead, ...rest] = sentence.split(". ");
  return (
    <section id="answer" aria-labelledby="verdict" className={`border p-4 ${look.ground}`}>
      <div className="flex gap-3" role="status">
        <span className={look.ink}>
          <Icon name={look.icon} size={22} />
        </span>
        <div>
          <h2 id="verdict" className={`font-semibold text-xl ${look.ink}`}>
            {lead}
          </h2>
          <p>{rest.join(". ")}</p>
        </div>
      </div>
      <h3 className="mt-3 text-ink-2 text-sm">What was checked: {given}</h3>
      <ol className="mt-1 grid gap-1.5 text-sm">
        {steps.map((step) => (
          <li key={step.name} className="flex gap-2">
            <span className={`mt-0.5 ${stepInks[step.result]}`}>
              <Icon name={stepIcons[step.result]} size={15} />
            </span>
            <span>
              <b className="font-semibold">{step.name}</b>
              <span className="sr-only">: {stepWords[step.result]}</span>. {step.sentence}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
