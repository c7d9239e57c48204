"use client";

import { type ChangeEvent, useEffect, useId, useRef, useState } from "react";
import { sendFile } from "@/components/evidence/send-file";
import { Icon } from "@/components/ui/icon";
import { insertAtCaret } from "./mention-area";

const isPicture = (mediaType: string) => mediaType.startsWith("image/");

/** Sends a file to the project and writes its address into the text area beside it. */
export function PictureButton({ projectId }: { projectId: string }) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState("");
  const [hasScript, setHasScript] = useState(false);
  useEffect(() => setHasScript(true), []);

  const onChoose = async (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    const file = field.files?.[0];
    const area = place.current?.parentElement?.querySelector("textarea");
    if (file === undefined || area === null || area === undefined) {
      return;
    }
    const onProgress = (share: number) => setTold(`Sending, ${Math.round(100 * share)}%`);
    try {
      const { signal } = new AbortController();
      const sent = await sendFile({ projectId, file, onProgress, signal });
      const name = sent.fileName.replaceAll(/[[\]]/g, "");
      const mark = isPicture(sent.mediaType) ? "!" : "";
      insertAtCaret(area, `${mark}[${name}](/files/${sent.fileId})`);
      setTold(`${sent.fileName} is in the text.`);
    } catch (error) {
      setTold(error instanceof Error ? error.message : "");
    }
    field.value = "";
  };

  if (!hasScript) {
    return null;
  }
  return (
    <div ref={place} className="mt-1 flex items-center gap-2 text-xs text-ink-2">
      <input
        id={id}
        type="file"
        className="peer sr-only"
        onChange={onChoose}
        aria-label="Picture or file for the text"
      />
      <label
        htmlFor={id}
        className="wm-button wm-button-quiet wm-button-sm peer-focus-visible:outline-2 peer-focus-visible:outline-focus"
      >
        <Icon name="evidence" size={14} />
        Add a picture or file
      </label>
      <span role="status">{told}</span>
    </div>
  );
}
