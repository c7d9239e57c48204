import type { TestProject, World } from "@/lib/testing/world";

/** Per door, an input that would succeed for somebody entitled; it makes what it needs in the world. */
export type ValidInputs = Record<string, (world: World, project: TestProject) => Promise<unknown>>;

/** Runs one of a domain's inputs by name; a name that is not there is a mistake of the test. */
export function inputFor(inputs: ValidInputs, name: string): ValidInputs[string] {
  const make = inputs[name];
  if (make === undefined) {
    throw new Error(`There is no valid input for ${name}.`);
  }
  return make;
}
