/**
 * Server and Next each bundle their own copy of a module, so a module-level
 * singleton would exist twice in one process. What must exist once (pool,
 * limiter, mail transport) lives behind this accessor on `globalThis`.
 */
const KEY = Symbol.for("waymark.process-wide");
type Holder = { [KEY]?: Map<string, unknown> };

export function processWide<T>(name: string, make: () => T): T {
  const holder = globalThis as Holder;
  holder[KEY] ??= new Map();
  if (!holder[KEY].has(name)) {
    holder[KEY].set(name, make());
  }
  return holder[KEY].get(name) as T;
}
