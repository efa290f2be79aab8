import { useEffect, useRef, useState, type ReactNode } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components";

/** A pointer that rests means it; one that passes does not. A hint seen just now makes the next one come at once. */
const REST = 500;
const WARM = 400;

interface Props {
  hints: ReadonlyMap<string, string>;
  children: ReactNode;
}

/**
 * One tooltip for all elements inside that carry `data-hint`, instead of one for each. The hints themselves are always on
 * the page for `aria-describedby`.
 */
export function Hints({ hints, children }: Props) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const anchor = useRef<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastSeen = useRef(0);
  anchor.current = target;

  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (element: HTMLElement | null, wait: number) => {
    clearTimeout(timer.current);
    if (target) lastSeen.current = performance.now();
    if (!element || wait === 0) return setTarget(element);
    setTarget(null);
    timer.current = setTimeout(() => setTarget(element), wait);
  };
  const hinted = (at: EventTarget | null) => (at instanceof Element ? at.closest<HTMLElement>("[data-hint]") : null);
  const isWarm = () => target !== null || performance.now() - lastSeen.current < WARM;

  return (
    <div
      style={{ display: "contents" }}
      onPointerOver={(event) => {
        const element = hinted(event.target);
        if (event.pointerType !== "touch" && element && element !== target) show(element, isWarm() ? 0 : REST);
      }}
      onPointerOut={(event) => {
        const left = hinted(event.target);
        if (left && !left.contains(event.relatedTarget as Node | null)) show(null, 0);
      }}
      onPointerDown={() => show(null, 0)}
      onFocus={(event) => {
        const element = hinted(event.target);
        if (element?.matches(":focus-visible")) show(element, 0);
      }}
      onBlur={() => show(null, 0)}
      onKeyDown={() => show(null, 0)}
      onScrollCapture={() => {
        if (target) show(null, 0);
      }}
    >
      {children}
      <div hidden>
        {[...hints].map(([id, text]) => (
          <p key={id} id={id}>
            {text}
          </p>
        ))}
      </div>
      <TooltipTrigger isOpen={target !== null} onOpenChange={(open) => !open && show(null, 0)}>
        <Tooltip className="tooltip" placement="top" offset={4} triggerRef={anchor}>
          {hints.get(target?.dataset["hint"] ?? "")}
        </Tooltip>
      </TooltipTrigger>
    </div>
  );
}
