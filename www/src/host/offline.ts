/** A service worker keeps the page's own files; a new version of them waits until the person says so. */
export interface Offline {
  isUpdateReady(): boolean;
  watch(listener: () => void): () => void;
  update(): void;
}

export function keepOffline(script: URL): Offline | null {
  // Absent on pages that are not served safely, and in some private windows.
  const { serviceWorker } = navigator;
  if (!serviceWorker) return null;
  const watchers = new Set<() => void>();
  let waiting: ServiceWorker | null = null;
  let isConsented = false;

  const found = (worker: ServiceWorker | null) => {
    // The first one ever has nothing to replace.
    if (!worker || !serviceWorker.controller) return;
    waiting = worker;
    for (const watcher of watchers) watcher();
  };
  const watchInstall = (worker: ServiceWorker | null) =>
    worker?.addEventListener("statechange", () => worker.state === "installed" && found(worker));

  // Another tab may have consented: this one goes on with the files that it has, and offers to start anew.
  const hadOne = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    if (isConsented) window.location.reload();
    else if (hadOne) found(serviceWorker.controller);
  });

  const register = async () => {
    const registration = await serviceWorker.register(script, { updateViaCache: "none" });
    found(registration.waiting);
    watchInstall(registration.installing);
    registration.addEventListener("updatefound", () => watchInstall(registration.installing));
    // A page that stays open all morning looks for a new version when one comes back to it.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") registration.update().catch(() => {});
    });
  };
  // After the page's own files: it must not wait for copies of them. Without it the page works as long as there is a network.
  const start = () => register().catch(() => {});
  if (document.readyState === "complete") void start();
  else window.addEventListener("load", () => void start(), { once: true });

  return {
    isUpdateReady: () => waiting !== null,
    watch: (listener) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    update: () => {
      isConsented = true;
      if (!waiting || waiting.state === "activated") window.location.reload();
      else waiting.postMessage({ type: "SKIP_WAITING" });
    },
  };
}
