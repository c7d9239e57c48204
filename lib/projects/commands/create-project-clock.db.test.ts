import { afterEach, expect, it } from "vitest";
import { setClock } from "@/lib/platform/clock";
import { aWorld } from "@/lib/testing/world";

afterEach(() => setClock(null));

it("dates a new project with its gates and tasks by the clock of the command", async () => {
  const world = await aWorld();
  const at = new Date("2025-03-04T09:30:00.000Z");
  setClock(at);
  const { id } = await world.project();
  const project = await world.db.project.findUniqueOrThrow({
    where: { id },
    include: { gates: true, tasks: true },
  });
  expect(project.createdAt).toEqual(at);
  expect(project.gates.every(({ stateSince }) => stateSince.getTime() === at.getTime())).toBe(true);
  expect(project.tasks.every(({ createdAt }) => createdAt.getTime() === at.getTime())).toBe(true);
  expect(project.tasks.length).toBeGreaterThan(0);
});
