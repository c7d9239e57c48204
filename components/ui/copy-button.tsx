"use client";

import { useState } from "react";
import { IconButton } from "./icon-button";

/** Copies a text in full; says so in the button's own name. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [status, setStatus] = useState<"idle" | "copied" | "failed">("idle");
  const names = { idle: label, copied: "Copied", failed: "Copying was refused by the browser" };

  async function handleClick() {
    try {
      await navigator.clipboard.writeText(text);
      setStatus("copied");
    } catch {
      setStatus("failed");
    }
  }

  return (
    <>
      <IconButton
        size="sm"
        icon={status === "copied" ? "check" : "copy"}
        label={names[status]}
        onClick={() => void handleClick()}
        onBlur={() => setStatus("idle")}
      />
      <span className="sr-only" role="status">
        {status === "idle" ? "" : names[status]}
      </span>
    </>
  );
}
