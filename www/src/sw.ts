/** Keeps the page's own files, so that it works without a network. The inventory is none of its business. */
import { CacheFirst, type PrecacheEntry, Serwist } from "serwist";

declare global {
  interface Window {
    /** The build writes the list of files here. */
    __SW_MANIFEST: (PrecacheEntry | string)[];
  }
}

const serwist = new Serwist({
  precacheEntries: self.__SW_MANIFEST,
  precacheOptions: { cleanupOutdatedCaches: true, navigateFallback: "index.html" },
  // A new version waits for consent (see host/offline.ts); the first one serves the page that brought it.
  skipWaiting: false,
  clientsClaim: true,
  // Fonts for further scripts come when they are needed; their names change with their content.
  runtimeCaching: [{ matcher: ({ request, sameOrigin }) => sameOrigin && request.destination === "font", handler: new CacheFirst({ cacheName: "fonts" }) }],
});

serwist.addEventListeners();
