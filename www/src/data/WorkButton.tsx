import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { problemOf } from "../engine/problem";
import { useWork } from "./backUps";

interface Props {
  work(): Promise<void>;
  children: ReactNode;
  /** What it says meanwhile. */
  working: string;
  primary?: boolean;
}

/** A button for what takes a while, and may fail. */
export function WorkButton({ work, children, working, primary = false }: Props) {
  const { start, isBusy, error } = useWork(work);
  return (
    <>
      <Button className={primary ? "button primary" : "button"} onPress={start} isPending={isBusy}>
        {isBusy ? working : children}
      </Button>
      {error !== null && <span role="alert">{problemOf(error).detail}</span>}
    </>
  );
}
