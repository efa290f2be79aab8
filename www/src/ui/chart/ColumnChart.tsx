import { AxisBottom } from "@visx/axis";
import { scaleBand, scaleLinear } from "@visx/scale";
import { BarRounded, LinePath } from "@visx/shape";
import { text } from "../../text/text";
import styles from "./chart.module.css";
import { ChartTable } from "./ChartTable";
import { useWidth } from "./useWidth";

const HEIGHT = 132;
const AXIS = 26;
const TOP = 18;

export interface Column {
  id: string;
  name: string;
  value: number;
  /** What is left after it: the line above the columns. */
  left: number;
  isChosen: boolean;
}

interface Props {
  title: string;
  unit: string;
  leftUnit: string;
  columns: readonly Column[];
  format(value: number): string;
  onChoose(id: string): void;
}

/** Columns over time, and a line of what is left after each. Pressing a column filters by it. */
export function ColumnChart({ title, unit, leftUnit, columns, format, onChoose }: Props) {
  const [box, width] = useWidth();
  const isRtl = document.documentElement.dir === "rtl";
  const x = scaleBand<string>({ domain: columns.map(({ id }) => id), range: isRtl ? [width, 0] : [0, width], padding: 0.3 });
  const y = scaleLinear<number>({
    domain: [0, Math.max(1, ...columns.map(({ value, left }) => Math.max(value, left)))],
    range: [HEIGHT - AXIS, TOP],
  });
  const names = new Map(columns.map(({ id, name }) => [id, name]));
  const isAny = columns.some(({ isChosen }) => isChosen);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>
        {title} <span className={styles.legend} data-series="value">{unit}</span> <span className={styles.legend} data-series="left">{leftUnit}</span>
      </figcaption>
      <div ref={box} className={styles.wide}>
        <svg width={width} height={HEIGHT} role="group" aria-label={title}>
          {columns.map(({ id, name, value, left, isChosen }) => (
            <g
              key={id}
              className={styles.bar}
              role="button"
              tabIndex={0}
              aria-pressed={isChosen}
              aria-label={`${text.pictures.bar(name, format(value), unit)}, ${text.pictures.bar(leftUnit, format(left), "")}`}
              data-faded={(isAny && !isChosen) || undefined}
              onClick={() => onChoose(id)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                onChoose(id);
              }}
            >
              <rect className={styles.touch} x={(x(id) ?? 0) - 4} y={0} width={x.bandwidth() + 8} height={HEIGHT} rx={4} />
              <BarRounded className={styles.fill ?? ""} x={x(id) ?? 0} y={y(value)} width={x.bandwidth()} height={HEIGHT - AXIS - y(value)} radius={3} top />
              {value > 0 && (
                <text className={styles.above} x={(x(id) ?? 0) + x.bandwidth() / 2} y={y(value) - 5}>
                  {format(value)}
                </text>
              )}
            </g>
          ))}
          <LinePath
            className={styles.line ?? ""}
            data={[...columns]}
            x={({ id }) => (x(id) ?? 0) + x.bandwidth() / 2}
            y={({ left }) => y(left)}
            pointerEvents="none"
          />
          <AxisBottom
            scale={x}
            top={HEIGHT - AXIS}
            hideTicks
            axisLineClassName={styles.axis ?? ""}
            tickFormat={(id) => names.get(id) ?? id}
            tickLabelProps={{ className: styles.tick ?? "", width: x.bandwidth() + 12, textAnchor: "middle", verticalAnchor: "start" }}
          />
        </svg>
      </div>
      <ChartTable
        caption={title}
        columns={[title, unit, leftUnit]}
        rows={columns.map(({ id, name, value, left }) => ({ id, cells: [name, format(value), format(left)] }))}
      />
    </figure>
  );
}
