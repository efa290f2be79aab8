import { useEffect, useState, type RefObject } from "react";

/** Pixels in a millisecond that nobody reads at: at the usual text size more than two rows for each sixtieth of a second. */
const FAST = 6;
/** Milliseconds. Events further apart belong to two movements: a jump from rest, as one key makes it, is no flight. */
const PAUSE = 250;
const LANDING = 120;

/** Whether a list is scrolled faster than anyone reads. Ends when it slows down or stands still. */
export function useFlight(scroller: RefObject<HTMLElement | null>): boolean {
  const [flies, setFlies] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let [top, at] = [element.scrollTop, -PAUSE];
    let landing: ReturnType<typeof setTimeout> | undefined;
    const onScroll = ({ timeStamp }: Event) => {
      const [way, time] = [Math.abs(element.scrollTop - top), timeStamp - at];
      [top, at] = [element.scrollTop, timeStamp];
      setFlies(time > 0 && time < PAUSE && way > FAST * time);
      clearTimeout(landing);
      landing = setTimeout(() => setFlies(false), LANDING);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      element.removeEventListener("scroll", onScroll);
      clearTimeout(landing);
    };
  }, [scroller]);
  return flies;
}
