/** Entries count in steps of five, whatever the matrix of the workspace looks like. */
export const stepsOfAnEntry = 5;

/** Of one file, and of what a workspace keeps of its own. */
export const entriesMax = 1000;

/** Of the text of an import. A form sends line ends as two characters and has to stay below a mebibyte. */
export const importBytesMax = 1_000_000;

/** Stages, and tasks, one entry may name. */
export const placesMax = 200;
