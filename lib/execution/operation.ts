/** How a door is reached over REST. Path parameters are members of the input. */
export type Operation = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`, as in `/projects/{projectId}/tasks`. */
  path: string;
  summary: string;
  /** Of the body, where an act takes more than the usual 2 MB. */
  maxBodyMb?: number;
};
