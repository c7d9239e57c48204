import type { EvidenceSuggestion } from "@/lib/evidence/schema";

export type SentFile = {
  fileId: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  suggestion: EvidenceSuggestion;
};

export type Sending = {
  projectId: string;
  file: File;
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

const lost = "The connection was lost before the file was complete. Send it again.";

/** Sends one file and tells how far it is: `fetch` cannot say that of what it sends. */
export function sendFile({ projectId, file, onProgress, signal }: Sending): Promise<SentFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.set("file", file);
    request.open("POST", `/files/upload?projectId=${projectId}`);
    request.setRequestHeader("accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        onProgress(event.loaded / event.total);
      }
    });
    request.addEventListener("load", () => {
      if (request.status === 200) {
        // Our own route, typed by its domain's view.
        resolve(request.response as SentFile);
      } else {
        reject(new Error(sentenceOf(request.response)));
      }
    });
    request.addEventListener("error", () => reject(new Error(lost)));
    request.addEventListener("abort", () => reject(new Error("The upload was stopped.")));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

type Problem = { title?: string; issues?: readonly { message: string }[] } | null;

function sentenceOf(answer: unknown): string {
  const problem = answer as Problem;
  return problem?.issues?.[0]?.message ?? problem?.title ?? lost;
}
