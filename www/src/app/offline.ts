import { useSyncExternalStore } from "react";
import { keepOffline } from "../host/offline";

/** The page works without a network from its second visit on; the built one only, so that development is never a visit late. */
const offline = import.meta.env.PROD ? keepOffline(new URL("sw.js", document.baseURI)) : null;

/** Whether a new version of the page waits for consent. */
export function useUpdate(): boolean {
  return useSyncExternalStore(
    (listener) => offline?.watch(listener) ?? (() => {}),
    () => offline?.isUpdateReady() ?? false,
  );
}

/** Takes the new version over, and starts anew with it. */
export const applyUpdate = () => offline?.update();
