import { scaleBand, scaleLinear } from "@visx/scale";
import { BarRounded } from "@visx/shape";
import { text } from "../../text/text";
import styles from "./chart.module.css";
import { ChartTable } from "./ChartTable";
import { useWidth } from "./useWidth";

const BAR = 26;
/** Of the width, for the names. */
const NAMES = 0.42;

export interface Bar {
  id: string;
  name: string;
  value: number;
  isChosen: boolean;
}

interface Props {
  title: string;
  /** What the value counts: "units". */
  unit: string;
  bars: readonly Bar[];
  format(value: number): string;
  onChoose(id: string): void;
}

/** Bars beside their names. Pressing one filters by it, pressing it again no longer. */
export function BarChart({ title, unit, bars, format, onChoose }: Props) {
  const [box, width] = useWidth();
  const height = bars.length * BAR;
  const start = Math.round(width * NAMES);
  const room = Math.max(0, width - start - 44);
  const x = scaleLinear<number>({ domain: [0, Math.max(1, ...bars.map(({ value }) => value))], range: [0, room] });
  const y = scaleBand<string>({ domain: bars.map(({ id }) => id), range: [0, height], padding: 0.28 });
  const isAny = bars.some(({ isChosen }) => isChosen);
  // Where people read from the right, bars grow from there.
  const isRtl = document.documentElement.dir === "rtl";
  const at = (left: number, wide: number) => (isRtl ? width - left - wide : left);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      <div ref={box}>
        <svg width={width} height={height} role="group" aria-label={title}>
          {bars.map(({ id, name, value, isChosen }) => {
            const top = y(id) ?? 0;
            const long = Math.max(2, x(value));
            return (
              <g
                key={id}
                className={styles.bar}
                role="button"
                tabIndex={0}
                aria-pressed={isChosen}
                aria-label={text.pictures.bar(name, format(value), unit)}
                data-faded={(isAny && !isChosen) || undefined}
                onClick={() => onChoose(id)}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" && event.key !== " ") return;
                  event.preventDefault();
                  onChoose(id);
                }}
              >
                <rect className={styles.touch} x={0} y={top - 3} width={width} height={y.bandwidth() + 6} rx={4} />
                <BarRounded className={styles.fill ?? ""} x={at(start, long)} y={top} width={long} height={y.bandwidth()} radius={3} all />
              </g>
            );
          })}
          {/* Beside the buttons, whose names say it already. */}
          <g aria-hidden pointerEvents="none">
            {bars.map(({ id, name, value }) => {
              const top = y(id) ?? 0;
              const long = Math.max(2, x(value));
              return (
                <g key={id}>
                  <text className={styles.name} x={isRtl ? width - 4 : 4} y={top + y.bandwidth() / 2} dy="0.34em">
                    {short(name, start)}
                  </text>
                  <text className={styles.value} x={isRtl ? width - start - long - 6 : start + long + 6} y={top + y.bandwidth() / 2} dy="0.34em">
                    {format(value)}
                  </text>
                </g>
              );
            })}
          </g>
        </svg>
      </div>
      <ChartTable caption={title} columns={[title, unit]} rows={bars.map(({ id, name, value }) => ({ id, cells: [name, format(value)] }))} />
    </figure>
  );
}

/** SVG has no ellipsis of its own. 6.6 pixels is a wide letter at this size. */
function short(name: string, room: number) {
  const letters = [...name];
  const fit = Math.max(3, Math.floor((room - 10) / 6.6));
  return letters.length <= fit ? name : `${letters.slice(0, fit - 1).join("")}…`;
}
