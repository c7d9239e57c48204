import { diffArrays, diffWordsWithSpace } from "diff";
import { Deleted, Inserted } from "@/components/ui/diff-marks";

type Lines = { before: readonly string[]; after: readonly string[] };

/** Line by line, then word by word where one line took the place of another. */
export function WordChanges({ before, after }: Lines) {
  return (
    <ul className="mt-1 space-y-1">
      {pairLines({ before, after }).map(({ key, from, to }) => (
        <li key={key}>{changeOf(from, to)}</li>
      ))}
    </ul>
  );
}

function changeOf(from: string | null, to: string | null) {
  if (from === null) {
    return <Inserted>{to}</Inserted>;
  }
  if (to === null) {
    return <Deleted>{from}</Deleted>;
  }
  return diffWordsWithSpace(from, to).map((part, index) => {
    const key = `${index}-${part.value}`;
    if (part.added) {
      return <Inserted key={key}>{part.value}</Inserted>;
    }
    return part.removed ? (
      <Deleted key={key}>{part.value}</Deleted>
    ) : (
      <span key={key}>{part.value}</span>
    );
  });
}

type Pair = { key: string; from: string | null; to: string | null };

function pairLines({ before, after }: Lines): Pair[] {
  const pairs: Pair[] = [];
  let removed: string[] = [];
  const flush = (added: readonly string[]) => {
    const length = Math.max(removed.length, added.length);
    for (let index = 0; index < length; index += 1) {
      pairs.push({
        key: `${pairs.length}`,
        from: removed[index] ?? null,
        to: added[index] ?? null,
      });
    }
    removed = [];
  };
  for (const part of diffArrays([...before], [...after])) {
    if (part.removed) {
      removed = [...removed, ...part.value];
    } else {
      flush(part.added ? part.value : []);
    }
  }
  flush([]);
  return pairs;
}
