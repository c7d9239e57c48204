import { say, step } from "./console.mjs";
import { ensureClient } from "./generate-client.mjs";
import { createLifecycle } from "./lifecycle.mjs";
import { BUILT_STAGES, QUICK_STAGES, SLOW_STAGES } from "./test-stages.mjs";
import { sentenceFor } from "./trouble.mjs";

const ALL_STAGES = [
  ...QUICK_STAGES.slice(0, 3),
  SLOW_STAGES[0],
  QUICK_STAGES[3],
  ...SLOW_STAGES.slice(1),
  ...BUILT_STAGES,
];

function failedWith(text) {
  return { passed: 0, failed: 1, problems: [text] };
}

async function attempt(stage, context) {
  try {
    return await stage.run(context);
  } catch (error) {
    return failedWith(sentenceFor(error));
  }
}

async function runStage(stage, { context, broken }) {
  let outcome;
  await step(stage.name, async () => {
    outcome = broken.has(stage.needs)
      ? failedWith(`Not run, because the stage "${stage.needs}" failed.`)
      : await attempt(stage, context);
    return `${outcome.passed} passed, ${outcome.failed} failed`;
  });
  for (const problem of outcome.problems) {
    say(`\n    ${problem.split("\n").join("\n    ")}\n`);
  }
  return outcome;
}

/** Every stage runs, whatever an earlier one found; the sum over all kinds is the last line. */
export async function test(args) {
  const context = { lifecycle: createLifecycle() };
  const broken = new Set();
  const total = { passed: 0, failed: 0 };
  await ensureClient(context.lifecycle);
  for (const stage of args.includes("--quick") ? QUICK_STAGES : ALL_STAGES) {
    const { passed, failed } = await runStage(stage, { context, broken });
    if (failed > 0) {
      broken.add(stage.name);
    }
    total.passed += passed;
    total.failed += failed;
  }
  say(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
