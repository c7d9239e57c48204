/**
 * Every door into the data, one per line. Feeds the REST application, the
 * OpenAPI document and the tests that try each door as everybody.
 */
export const commands = [] as const;
export const queries = [] as const;
