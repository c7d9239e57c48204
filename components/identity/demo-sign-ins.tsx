import { Avatar } from "@/components/ui/avatar";
import { SubmitButton } from "@/components/ui/submit-button";
import type { EntryView } from "@/lib/identity/schema";

type DemoSignInsProps = {
  demo: NonNullable<EntryView["demo"]>;
  action: (form: FormData) => Promise<void>;
};

/** Shown only where Waymark is reached through the loopback address. */
export function DemoSignIns({ demo, action }: DemoSignInsProps) {
  return (
    <section aria-labelledby="demo-sign-ins" className="grid gap-3 border-line border-t pt-4">
      <div>
        <h2 id="demo-sign-ins" className="font-semibold text-sm">
          Look around in the demo
        </h2>
        <p className="text-ink-2 text-xs">
          {demo.workspace} is made up. Everybody in it has the password{" "}
          <code className="font-mono">{demo.password}</code>.
        </p>
      </div>
      <ul className="grid gap-1">
        {demo.people.map((person) => (
          <li key={person.email}>
            <form action={action} className="flex items-center gap-3">
              <input type="hidden" name="email" value={person.email} />
              <Avatar name={person.name} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm">{person.name}</span>
                <span className="block truncate text-ink-2 text-xs">
                  {person.title === "" ? person.email : person.title}
                </span>
              </span>
              <SubmitButton variant="default" size="sm" aria-label={`Enter as ${person.name}`}>
                Enter
              </SubmitButton>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
