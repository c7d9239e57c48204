import "server-only";
import { processWide } from "@/lib/platform/process-wide";

type Clock = { at: Date | null };

function clock(): Clock {
  return processWide("clock", () => ({ at: null }));
}

/** The time an act happens at. Commands and queries take it from here, once, and hand it down. */
export function now(): Date {
  return clock().at ?? new Date();
}

/**
 * Sets the clock of this process, or lets it run again with null. For tests
 * that expire things and for the demo seed, which replays a year of work in
 * order. The server never calls it.
 */
export function setClock(at: Date | null): void {
  clock().at = at;
}
