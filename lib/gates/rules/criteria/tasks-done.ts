import {
  counted,
  type Evaluator,
  LINKED_AT_MOST,
  listed,
  pages,
} from "@/lib/gates/rules/criteria/criterion-context";

/** Every task of the stage is done, and none waits to be looked at again. */
export const tasksDone: Evaluator<"tasks-done"> = (criterion, at) => {
  const { project, stage } = at;
  const asked = project.tasks.filter(
    (task) => task.stageId === stage.id && !criterion.except.includes(task.key ?? ""),
  );
  const live = asked.filter((task) => task.status !== "tailored_out");
  const open = live.filter((task) => task.status !== "done" || task.toRecheck);
  const first = open[0];
  const seen = {
    name: `Tasks of ${stage.name} are done`,
    value: `${live.length - open.length} of ${live.length}`,
    threshold: "all",
    href: first === undefined ? pages.stage(at) : pages.task(at, first.id),
    evidence: (open.length > 0 ? open : live).slice(0, LINKED_AT_MOST).map((task) => ({
      kind: "task" as const,
      id: task.id,
      label: `${project.key}-${task.number} ${task.name}`,
      href: pages.task(at, task.id),
    })),
  };
  if (asked.length === 0) {
    return { ...seen, status: "not_met", sentence: `${stage.name} has no task that could be done` };
  }
  if (live.length === 0) {
    return {
      ...seen,
      status: "not_applicable",
      sentence: `every task of ${stage.name} was tailored out with a reason`,
    };
  }
  if (first === undefined) {
    return { ...seen, status: "met", sentence: `all ${counted(live.length, "task")} done` };
  }
  const what = first.toRecheck && first.status === "done" ? "look again at" : "finish";
  return {
    ...seen,
    status: "not_met",
    sentence: `${counted(open.length, "task")} not done: ${listed(open.map((task) => task.name))}`,
    nextStep: `${what} ${first.name} (${project.key}-${first.number})`,
    who: [first.role],
  };
};
