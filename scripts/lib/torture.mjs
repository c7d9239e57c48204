import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { say, step } from "./console.mjs";
import { ensureClient } from "./generate-client.mjs";
import { createLifecycle } from "./lifecycle.mjs";
import { Trouble } from "./trouble.mjs";
import { vitest } from "./vitest.mjs";

/** The short forms run in `npm test`; these are the same files, asked for the full numbers. */
const PARTS = {
  race: {
    says: "1,000 approvals at one gate at once, and one click 100 times",
    project: "db",
    file: "lib/gates/quorum-race.db.test.ts",
    minutes: 10,
  },
  servers: {
    says: "1,000 signed-in people and one click 100 times, on two servers",
    project: "operations",
    file: "scripts/operations/quorum.test.mjs",
    minutes: 10,
  },
  kills: {
    says: "kill -9 of the server at 100 moments of signing",
    project: "operations",
    file: "scripts/operations/killed-signing.test.mjs",
    minutes: 60,
  },
  orders: {
    says: "approve, reject, withdraw, change case or evidence, take a role away: 720 orders",
    project: "db",
    file: "lib/gates/step-orders.db.test.ts",
    minutes: 60,
  },
  model: {
    says: "10,000 random sequences of acts against a model",
    project: "db",
    file: "lib/gates/random-acts.db.test.ts",
    minutes: 180,
  },
  mutations: {
    says: "2,000 changes of one bit by the superuser of the database",
    project: "db",
    file: "lib/ledger/tamper.db.test.ts",
    minutes: 20,
  },
  transplants: {
    says: "a signature moved to another record, version, gate or person",
    project: "db",
    file: "lib/ledger/transplant.db.test.ts",
    minutes: 10,
  },
  conflicts: {
    says: "serialization failures in a fifth of all transactions",
    project: "db",
    file: "lib/gates/forced-conflicts.db.test.ts",
    minutes: 30,
  },
};
const NAMES = Object.keys(PARTS);
const HELP = `npm run torture -- takes --only <${NAMES.join(", ")}>, --seed <number> and --count <number>.`;

function numberOf(text, name) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000_000) {
    throw new Trouble(`--${name} is a whole number from 1 on. ${HELP}`);
  }
  return number;
}

function optionsOf(args) {
  const options = {
    only: { type: "string", default: NAMES.join(",") },
    seed: { type: "string", default: String(randomInt(1, 1_000_000)) },
    count: { type: "string" },
  };
  let values;
  try {
    ({ values } = parseArgs({ args, options, strict: true }));
  } catch (error) {
    throw new Trouble(`${error.message.split(". ")[0]}. ${HELP}`);
  }
  const only = values.only.split(",").map((name) => name.trim());
  const unknown = only.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new Trouble(`There is no part "${unknown}". ${HELP}`);
  }
  const count = values.count === undefined ? null : numberOf(values.count, "count");
  return { only, seed: numberOf(values.seed, "seed"), count };
}

async function runPart({ name, seed, count, lifecycle }) {
  const { says, project, file, minutes } = PARTS[name];
  const env = {
    WAYMARK_TORTURE: "full",
    WAYMARK_TORTURE_SEED: String(seed),
    WAYMARK_TORTURE_MINUTES: String(minutes),
    ...(count === null ? {} : { WAYMARK_TORTURE_COUNT: String(count) }),
  };
  let outcome;
  await step(`${name}: ${says}`, async () => {
    outcome = await vitest({ lifecycle, project, files: [file], env });
    return `${outcome.passed} passed, ${outcome.failed} failed`;
  });
  for (const problem of outcome.problems) {
    say(`\n    ${problem.split("\n").join("\n    ")}\n`);
  }
  return outcome;
}

/** Every part runs, whatever an earlier one found; the sum is the last line. */
export async function torture(args) {
  const { only, seed, count } = optionsOf(args);
  const lifecycle = createLifecycle();
  const total = { passed: 0, failed: 0 };
  await ensureClient(lifecycle);
  say(`The seed is ${seed}; --seed ${seed} does the same again.`);
  for (const name of NAMES.filter((each) => only.includes(each))) {
    const { passed, failed } = await runPart({ name, seed, count, lifecycle });
    total.passed += passed;
    total.failed += failed;
  }
  say(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
