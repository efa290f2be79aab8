import { useEffect, useState, type RefObject } from "react";

/** Pixels in a millisecond that nobody reads at: more than two rows for each frame. */
const FAST = 6;
/** Events further apart belong to two movements. */
const PAUSE = 250;

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
      // A jump from rest, as a key makes it, is no flight.
      setFlies(time > 0 && time < PAUSE && way > FAST * time);
      clearTimeout(landing);
      landing = setTimeout(() => setFlies(false), PAUSE);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      element.removeEventListener("scroll", onScroll);
      clearTimeout(landing);
    };
  }, [scroller]);
  return flies;
}
