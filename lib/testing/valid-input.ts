import type { TestProject, World } from "@/lib/testing/world";

/** Per door, an input that would succeed for somebody entitled; it makes what it needs in the world. */
export type ValidInputs = Record<string, (world: World, project: TestProject) => Promise<unknown>>;
