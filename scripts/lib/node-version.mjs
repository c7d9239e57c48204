// Parsed by every Node from 14 on, so that an old one still gets the sentence below.
const OLDEST_TO_BOOT = [20, 19];
const OLDEST_TO_RUN = [22, 18];
const WANTED_MAJOR = 24;

function parse(version) {
  return version.replace(/^v/, "").split(".").map(Number);
}

function isAtLeast(version, [major, minor]) {
  const [ownMajor, ownMinor] = parse(version);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

export function mayBoot(version) {
  return isAtLeast(version, OLDEST_TO_BOOT);
}

export function mayRun(version) {
  return isAtLeast(version, OLDEST_TO_RUN);
}

export function isWanted(version) {
  return parse(version)[0] >= WANTED_MAJOR;
}

export const BOOT_REFUSAL = `Waymark needs Node ${OLDEST_TO_BOOT.join(".")} or newer to start; this is ${process.version}. Install a current Node from nodejs.org, then try again.`;

export const RUN_REFUSAL = `Waymark runs on Node ${WANTED_MAJOR}, which npm could not install (are install scripts switched off?), and this is ${process.version}. Run "npm ci --ignore-scripts=false", or install Node ${OLDEST_TO_RUN.join(".")} or newer.`;
