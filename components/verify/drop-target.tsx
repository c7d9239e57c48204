"use client";

import { type DragEvent, type ReactNode, useState } from "react";

/** Hands a dropped file to the file field inside and sends its form. */
export function DropTarget({ children }: { children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent<HTMLDivElement>) => {
    event.preventDefault();
    setOver(false);
    const input = event.currentTarget.querySelector<HTMLInputElement>("input[type=file]");
    if (input !== null && event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      input.form?.requestSubmit();
    }
  };
  const over = (event: DragEvent<HTMLDivElement>) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // The field inside is the way for the keyboard; dropping is an addition to it.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={`grid gap-1.5 border border-dashed p-4 ${isOver ? "border-spruce bg-spruce-soft" : "border-line-3"}`}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
