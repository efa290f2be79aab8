/** What the browser says about how long it keeps what is stored here; null where it says nothing. */
export interface Persistence {
  persisted: boolean;
  usage: number | null;
  quota: number | null;
}

export async function persistence(): Promise<Persistence | null> {
  // Absent on pages that are not served safely.
  if (!navigator.storage?.persisted) return null;
  try {
    const [persisted, { usage, quota }] = await Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]);
    return { persisted, usage: usage ?? null, quota: quota ?? null };
  } catch {
    return null;
  }
}

/** Asks the browser not to clear it by itself; some ask the person in turn, so say why before. */
export async function keepForGood(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}
