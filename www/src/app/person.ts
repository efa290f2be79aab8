const KEY = "oversold.person";

/** Who works in this browser: what is done here is signed with it. */
export function person(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function setPerson(name: string): void {
  try {
    if (name) localStorage.setItem(KEY, name);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked: what is done is not signed.
  }
}
