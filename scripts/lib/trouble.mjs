/** Something a person can mend: the message is the whole sentence they see. */
export class Trouble extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "Trouble";
  }
}

const BY_CODE = {
  ENOSPC: (error) =>
    `There is no space left on the disk${at(error)}. Free some space, then start again.`,
  EDQUOT: (error) => `Your disk quota is used up${at(error)}. Free some space, then start again.`,
  EACCES: (error) =>
    `${error.path || "A file"} may not be read or written by this user. Give this user access to it, or choose another folder with --data.`,
  EPERM: (error) =>
    `${error.path || "A file"} belongs to another user. Run as its owner, or choose another folder with --data.`,
  ENOENT: (error) =>
    `${error.path || "A file"} is not there and cannot be made. Choose another folder with --data.`,
  EROFS: (error) =>
    `${error.path || "The folder"} is on a read-only disk. Choose another folder with --data.`,
  ENOTDIR: (error) =>
    `${error.path || "The path"} is not a folder. Choose another one with --data.`,
  EMFILE: () => "Too many files are open. Raise the limit (ulimit -n 4096), then start again.",
  ECONNREFUSED: (error) =>
    `Nothing answers at ${error.address || "the database address"}:${error.port || ""}. Check that PostgreSQL runs there.`,
  ENOTFOUND: (error) => `The host ${error.hostname || "of the database"} is not known here.`,
  "28P01": () => "The database refused the password. Check DATABASE_URL.",
  28000: () => "The database refused this user. Check DATABASE_URL.",
  "3D000": () => "The database named in DATABASE_URL does not exist. Create it first.",
  53100: () => "The database has no disk space left. Free some space, then start again.",
  42501: (error) =>
    `The role in DATABASE_URL lacks a right (${error.message}). Make it the owner of the database.`,
  "55P03": () =>
    "Another process holds a lock that this step needs. Stop the other process, then try again.",
};

/** What a tool that failed said, without where in its code; a full disk in our own words. */
export function toolTrouble(lead, output) {
  if (/ENOSPC|No space left/.test(output)) {
    return new Trouble(`${lead}: there is no space left on the disk. Free some, then start again.`);
  }
  const lines = output.split("\n").filter((line) => line.trim() !== "" && !/^\s+at /.test(line));
  return new Trouble(`${lead}:\n    ${lines.slice(-12).join("\n    ")}`);
}

function at(error) {
  return error.path ? ` (${error.path})` : "";
}

export function sentenceFor(error) {
  if (error instanceof Trouble) {
    return error.message;
  }
  const known = error && BY_CODE[error.code];
  if (known) {
    return known(error);
  }
  const text = error?.message ? error.message.split("\n")[0] : String(error);
  return `Something unexpected went wrong: ${text} (WAYMARK_DEBUG=1 shows where.)`;
}
