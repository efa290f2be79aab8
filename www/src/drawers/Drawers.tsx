import { lazy, Suspense, useRef } from "react";
import { type Opened, useOpened } from "./opened";

const Content = lazy(() => import("./Content"));

/** What the address says is open, beside any page. Loaded when the first one is opened. */
export function Drawers() {
  const { current, open } = useOpened();
  // What was open last stays drawn while the drawer leaves.
  const last = useRef<Opened | null>(null);
  if (current) last.current = current;
  if (!last.current) return null;
  return (
    <Suspense>
      <Content opened={last.current} isOpen={current !== null} onClose={() => open(null)} />
    </Suspense>
  );
}
