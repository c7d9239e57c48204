import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { processWide } from "@/lib/platform/process-wide";

export type Progress = { done: number; all: number };
type Listener = (progress: Progress) => void;

function listeners(): AsyncLocalStorage<Listener> {
  return processWide("progress", () => new AsyncLocalStorage<Listener>());
}

/** Runs something long and hears how far it is. Nothing of it is stored: what is told may still roll back. */
export function withProgress<T>(listener: Listener, work: () => Promise<T>): Promise<T> {
  return listeners().run(listener, work);
}

/** Told by whoever works through many things; where nobody listens it costs nothing. */
export function tellProgress(progress: Progress): void {
  listeners().getStore()?.(progress);
}
