type KeyListProps = { keys: readonly { keys: readonly string[]; act: string }[] };

/** Keys and what each of them does. */
export function KeyList({ keys }: KeyListProps) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5">
      {keys.map(({ keys: pressed, act }) => (
        <div key={act} className="contents">
          <dt className="flex gap-1">
            {pressed.map((key) => (
              <kbd key={key} className="wm-kbd">
                {key}
              </kbd>
            ))}
          </dt>
          <dd>{act}</dd>
        </div>
      ))}
    </dl>
  );
}
