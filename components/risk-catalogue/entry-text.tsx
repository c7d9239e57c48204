type EntryTextProps = {
  entry: {
    cause: string;
    event: string;
    consequence: string;
    advice: string;
    source: string;
  };
};

/** What a risk of the catalogue says: how it comes about, what helps, and where it is from. */
export function EntryText({ entry }: EntryTextProps) {
  const parts = [
    { name: "Cause", text: entry.cause },
    { name: "Event", text: entry.event },
    { name: "Consequence", text: entry.consequence },
    { name: "What helps", text: entry.advice },
    { name: "Source", text: entry.source },
  ].filter(({ text }) => text !== "");
  if (parts.length === 0) {
    return <p className="text-ink-3">Nothing is written about it beside its title.</p>;
  }
  return (
    <dl className="grid gap-2">
      {parts.map(({ name, text }) => (
        <div key={name}>
          <dt className="text-xs text-ink-3">{name}</dt>
          <dd className="max-w-3xl whitespace-pre-line text-ink-2">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
