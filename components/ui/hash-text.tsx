import { CopyButton } from "./copy-button";

type HashTextProps = {
  hash: string;
  /** Tables show the first eight characters; the full hash is in the tooltip. */
  show?: "short" | "full";
  copy?: "yes" | "no";
};

/** A hash in groups of four. */
export function HashText({ hash, show = "short", copy = "no" }: HashTextProps) {
  const shown = show === "short" ? hash.slice(0, 8) : hash;
  const grouped = shown.match(/.{1,4}/g)?.join(" ") ?? shown;
  return (
    <span className="inline-flex items-center gap-1">
      <code className="wm-mono break-words text-ink-2" title={hash}>
        {grouped}
      </code>
      {copy === "yes" && <CopyButton text={hash} label="Copy the full hash" />}
    </span>
  );
}
