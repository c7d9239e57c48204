"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { sendFile } from "./send-file";

type UploadFormProps = {
  projectId: string;
  /** Page with the form the file belongs to; it is opened again with ?file=. */
  backHref: string;
  problem?: string | undefined;
};

type Progress = { state: "idle" } | { state: "sending"; share: number; name: string };

function withFile(backHref: string, fileId: string): string {
  const address = new URL(backHref, location.origin);
  address.searchParams.delete("fileProblem");
  address.searchParams.set("file", fileId);
  return `${address.pathname}${address.search}`;
}

function ProgressLine({
  share,
  name,
  onStop,
}: {
  share: number;
  name: string;
  onStop: () => void;
}) {
  const percent = Math.round(share * 100);
  return (
    <div className="flex items-center gap-2 text-xs text-ink-2">
      <progress
        className="h-1.5 flex-1 accent-spruce"
        value={percent}
        max={100}
        aria-label={name}
      />
      <span role="status">{percent < 100 ? `${percent}%` : "Checking the file"}</span>
      <Button size="sm" variant="quiet" type="button" onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}

/** A plain form that leads back here; with a script the file is on its way once it is chosen. */
export function UploadForm({ projectId, backHref, problem }: UploadFormProps) {
  const id = useId();
  const router = useRouter();
  const stop = useRef<AbortController | null>(null);
  const [progress, setProgress] = useState<Progress>({ state: "idle" });
  const [failure, setFailure] = useState<string | undefined>(problem);
  const [hasScript, setHasScript] = useState(false);
  useEffect(() => setHasScript(true), []);
  useEffect(() => () => stop.current?.abort(), []);

  const onChoose = async (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    const file = field.files?.[0];
    if (file === undefined) {
      return;
    }
    const controller = new AbortController();
    stop.current = controller;
    setFailure(undefined);
    const tell = (share: number) => setProgress({ state: "sending", share, name: file.name });
    tell(0);
    try {
      const { signal } = controller;
      const { fileId } = await sendFile({ projectId, file, onProgress: tell, signal });
      router.replace(withFile(backHref, fileId), { scroll: false });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : undefined);
    }
    field.value = "";
    setProgress({ state: "idle" });
  };

  const action = `/files/upload?projectId=${projectId}&back=${encodeURIComponent(backHref)}`;
  return (
    <form action={action} method="post" encType="multipart/form-data" className="grid gap-2">
      <Field
        id={id}
        label="File"
        optional="yes"
        hint="At most 200 MB. A ydata-profiling report is recognised and read."
        error={failure}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            name="file"
            className="wm-input h-auto py-1"
            disabled={progress.state === "sending"}
            onChange={onChoose}
          />
        )}
      </Field>
      {progress.state === "sending" && (
        <ProgressLine {...progress} onStop={() => stop.current?.abort()} />
      )}
      {!hasScript && (
        <span>
          <Button size="sm" type="submit">
            Send the file
          </Button>
        </span>
      )}
    </form>
  );
}
