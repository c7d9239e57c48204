import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePlaybook } from "@/lib/playbooks/rules/parse-playbook";
import { type KnownPlaces, readCatalogue } from "@/lib/risk-catalogue/rules/read-catalogue";

const playbooks = join(process.cwd(), "playbooks");
const folder = join(playbooks, "risk-catalogue");

function yamlFilesOf(path: string): { name: string; text: string }[] {
  return readdirSync(path)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => ({ name, text: readFileSync(join(path, name), "utf8") }));
}

function placesOfPlaybooks(): KnownPlaces {
  const stages = yamlFilesOf(playbooks).flatMap(({ name, text }) => {
    const parsed = parsePlaybook(text, name);
    return parsed.ok ? parsed.playbook.stages : [];
  });
  const tasks = stages.flatMap((stage) => stage.tasks.map(({ id }) => id));
  return { stages: new Set(stages.map(({ id }) => id)), tasks: new Set(tasks) };
}

const known = placesOfPlaybooks();
const files = yamlFilesOf(folder);
const entries = files.flatMap(({ text }) => {
  const read = readCatalogue(text, known);
  return read.ok ? read.entries.map(({ entry }) => entry) : [];
});

describe("the shipped catalogue", () => {
  it("is valid, and names only stages and tasks that a shipped playbook has", () => {
    expect(files.length).toBeGreaterThan(0);
    expect(known.stages.size).toBeGreaterThanOrEqual(30);
    for (const { name, text } of files) {
      const read = readCatalogue(text, known);
      expect(read.ok ? [] : read.problems, name).toEqual([]);
    }
  });

  it("has more than forty risks, each with a key and a title of its own", () => {
    expect(entries.length).toBeGreaterThanOrEqual(40);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
    expect(new Set(entries.map(({ title }) => title)).size).toBe(entries.length);
  });

  it("tells each risk whole: cause, event, consequence, what helps and where it is from", () => {
    for (const { key, cause, event, consequence, advice, source, stages, tasks } of entries) {
      for (const text of [cause, event, consequence, advice, source]) {
        expect(text, key).not.toBe("");
      }
      expect(stages.length, key).toBeGreaterThan(0);
      expect(tasks.length, key).toBeGreaterThan(0);
    }
  });

  it("suggests something in every stage of every shipped playbook", () => {
    const covered = new Set(entries.flatMap(({ stages }) => stages));
    expect([...known.stages].filter((key) => !covered.has(key))).toEqual([]);
  });
});
