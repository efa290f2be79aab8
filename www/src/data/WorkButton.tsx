import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { problemOf } from "../engine/problem";
import { useWork } from "./backUps";

/** A button for what takes a while, and may fail. */
export function WorkButton({ work, children, working }: { work(): Promise<void>; children: ReactNode; working: string }) {
  const { start, isBusy, error } = useWork(work);
  return (
    <>
      <Button className="button" onPress={start} isPending={isBusy}>
        {isBusy ? working : children}
      </Button>
      {error !== null && <span role="alert">{problemOf(error).detail}</span>}
    </>
  );
}
