"use client";

import type { ChangeEvent, RefObject } from "react";
import { useRef } from "react";
import { lineCount } from "./text-position";

type YamlAreaProps = {
  area: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onChange: (value: string) => void;
  problemLines: ReadonlySet<number>;
  describedBy: string;
};

/** Height of a line in pixels; the numbers beside it and the jump to a line count in it. */
export const LINE_PX = 19;

/** Text with the numbers of its lines; lines with a problem are marked by sign and colour. */
export function YamlArea({ area, value, onChange, problemLines, describedBy }: YamlAreaProps) {
  const gutter = useRef<HTMLDivElement>(null);
  const numbers = Array.from({ length: lineCount(value) }, (_, index) => index + 1);

  const handleScroll = () => {
    if (gutter.current !== null && area.current !== null) {
      gutter.current.scrollTop = area.current.scrollTop;
    }
  };

  return (
    <div className="flex h-[min(70dvh,48rem)] rounded-control border border-line-3 bg-surface font-mono text-xs focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus">
      <div
        ref={gutter}
        aria-hidden="true"
        className="shrink-0 overflow-hidden border-r border-line bg-surface-2 py-2 text-right text-ink-3 select-none"
      >
        {numbers.map((number) => (
          <div
            key={number}
            className={
              problemLines.has(number) ? "bg-bad-soft px-2 font-semibold text-bad-ink" : "px-2"
            }
            style={{ height: LINE_PX, lineHeight: `${LINE_PX}px` }}
          >
            {problemLines.has(number) ? `× ${number}` : number}
          </div>
        ))}
      </div>
      <textarea
        ref={area}
        id="source"
        name="source"
        aria-label="Text of the playbook in YAML"
        aria-describedby={describedBy}
        aria-invalid={problemLines.size > 0 ? true : undefined}
        value={value}
        onChange={(event: ChangeEvent<HTMLTextAreaElement>) => onChange(event.target.value)}
        onScroll={handleScroll}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        className="min-w-0 flex-1 resize-none overflow-auto bg-transparent px-3 py-2 text-ink outline-none"
        style={{ lineHeight: `${LINE_PX}px` }}
      />
    </div>
  );
}
