import { sentenceFor } from "./trouble.mjs";

// A terminal that was closed takes no more words; what runs still has to be stopped in order.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", () => undefined);
}

let openLine = false;

function endOpenLine() {
  if (openLine) {
    process.stdout.write("\n");
    openLine = false;
  }
}

export function say(text = "") {
  endOpenLine();
  process.stdout.write(`${text}\n`);
}

export function complain(error) {
  endOpenLine();
  process.stderr.write(`${sentenceFor(error)}\n`);
  if (process.env.WAYMARK_DEBUG === "1" && error && error.stack) {
    process.stderr.write(`${error.stack}\n`);
  }
}

function secondsSince(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** One line per step: the label at once, what came of it when it is done. */
export async function step(label, run) {
  const startedAt = Date.now();
  endOpenLine();
  process.stdout.write(`  ${label} … `);
  openLine = true;
  const outcome = await run();
  const detail = typeof outcome === "string" ? outcome : "done";
  if (openLine) {
    process.stdout.write(`${detail} (${secondsSince(startedAt)})\n`);
    openLine = false;
  } else {
    process.stdout.write(`  ${label}: ${detail} (${secondsSince(startedAt)})\n`);
  }
  return outcome;
}
