/** The other tabs of this page. What they say is only a hint to look: the storage alone knows, so a lost message loses nothing. */
export interface Tabs {
  tell(): void;
  close(): void;
}

export function openTabs(name: string, look: () => void): Tabs {
  const channel = new BroadcastChannel(name);
  channel.onmessage = look;
  const stop = onReturn(look);
  return {
    tell: () => channel.postMessage(null),
    close: () => {
      channel.close();
      stop();
    },
  };
}

/** A tab that slept, or was brought back from history, may have missed what was said. */
function onReturn(look: () => void): () => void {
  if (typeof window === "undefined") return () => {};
  const stopping = new AbortController();
  const { signal } = stopping;
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look(), { signal });
  for (const event of ["focus", "pageshow", "online"]) window.addEventListener(event, look, { signal });
  return () => stopping.abort();
}
