import { CopyButton } from "@/components/ui/copy-button";

/** A secret at the only moment it can be read. Selecting it works without a script. */
export function ShownOnce({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex items-center gap-2 rounded-control border border-line-2 bg-paper px-3 py-2">
      <code className="min-w-0 flex-1 select-all break-all font-mono text-xs">{text}</code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
