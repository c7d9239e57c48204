/** Something a playbook gets wrong, and where. */
export type Finding = { path: PropertyKey[]; message: string };
