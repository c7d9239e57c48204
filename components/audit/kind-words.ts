const words: Readonly<Record<string, string>> = {
  "loop-back": "Going back",
  case: "Business case",
  identity: "Identity",
  journal: "Progress log",
};

/** The first word of an event's type as a person says it. */
export function kindWord(kind: string): string {
  const plain = kind.replaceAll("-", " ");
  return words[kind] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}
